package org.concierge.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.Public;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Deny by default: an endpoint is open if it says {@link Public}, to callers with the scope if it
 * says {@link Requires}, and to nobody otherwise. Runs before the body is read, so that a stranger
 * learns nothing from it.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
  @Context private ResourceInfo resource;
  private CurrentPrincipal caller;

  /** Public, as RESTEasy demands of a provider. */
  public AccessFilter() {}

  @Inject
  public AccessFilter(CurrentPrincipal caller) {
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<AnnotatedElement> saying = saying();
    if (saying.isPresent() && !saying.get().isAnnotationPresent(Requires.class)) {
      return;
    }
    // Before all else, also where there is nothing to be had: a stranger is not told which is
    // which.
    Principal principal = caller.get();
    Requires requires =
        saying
            .orElseThrow(
                () -> new Problem(ProblemType.FORBIDDEN, "This endpoint is open to nobody."))
            .getAnnotation(Requires.class);
    for (Scope scope : requires.value()) {
      if (!principal.may(scope)) {
        throw new Problem(
            ProblemType.FORBIDDEN, "This credential lacks the scope " + scope.wire() + ".");
      }
    }
  }

  /**
   * The method, else its class, that says who may call: a class that is public does not open a
   * method that is not. A server may put a subclass of its own in front of both.
   */
  private Optional<AnnotatedElement> saying() {
    Method called = resource.getResourceMethod();
    for (Class<?> type = resource.getResourceClass(); type != null; type = type.getSuperclass()) {
      try {
        Method declared = type.getDeclaredMethod(called.getName(), called.getParameterTypes());
        if (saysWhoMayCall(declared)) {
          return Optional.of(declared);
        }
      } catch (NoSuchMethodException e) {
        // Declared further up.
      }
      if (saysWhoMayCall(type)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static boolean saysWhoMayCall(AnnotatedElement element) {
    return element.isAnnotationPresent(Requires.class) || element.isAnnotationPresent(Public.class);
  }
}
