package org.concierge.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scopes that a caller of this endpoint must have, all of them. An endpoint with neither this
 * nor {@link Public} is refused. Reading and writing documents together is what only administrators
 * may: the chat key lacks the one, the upload key the other.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requires {
  Scope[] value();
}
