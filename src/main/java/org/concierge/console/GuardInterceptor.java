package org.concierge.console;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import org.concierge.access.CurrentPrincipal;

/**
 * The second wall around a page: {@link DashboardFilter} guards its address, this guards the bean
 * itself, so that an expression on some other page does not reach what its reader may not.
 */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class GuardInterceptor {
  @Inject private CurrentPrincipal caller;
  @Inject private HttpServletRequest request;

  @AroundInvoke
  Object guard(InvocationContext invocation) throws Exception {
    Guard.of(invocation.getMethod()).check(Visitor.of(request, caller));
    return invocation.proceed();
  }
}
