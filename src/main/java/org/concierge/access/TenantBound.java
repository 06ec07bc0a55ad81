package org.concierge.access;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.concierge.tenant.Tenant;

/**
 * The endpoint works for one tenant: the credential's, which the request's selectors may only
 * confirm.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface TenantBound {
  /** The switches of the tenant's settings that can turn this endpoint into a 404. */
  @Nonbinding
  Tenant.Endpoint[] value() default {};
}
