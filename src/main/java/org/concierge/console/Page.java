package org.concierge.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Named;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What stands behind one page: {@code UsersPage} behind {@code users.xhtml}. Says with {@code
 * Requires} or {@code Public} who may see it and act on it; a method may ask for more. What a page
 * has to remember stands in its address, so it lives for one request.
 */
@Guarded
@Named
@RequestScoped
@Stereotype
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Page {}
