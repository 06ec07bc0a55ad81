package org.concierge.console;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.concierge.access.Principal;
import org.concierge.access.Public;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Who may see a page or do something on it. Deny by default: what says nothing is open to nobody.
 *
 * @param open to anybody
 * @param scopes all of which a person must have; meaningless if open
 * @param closed to everybody
 */
record Guard(boolean open, List<Scope> scopes, boolean closed) {

  static Guard of(Class<?> page) {
    return reading(page).orElse(new Guard(false, List.of(), true));
  }

  /** What a method says itself goes before what its class says. */
  static Guard of(Method method) {
    return reading(method).orElseGet(() -> of(method.getDeclaringClass()));
  }

  private static Optional<Guard> reading(AnnotatedElement element) {
    Requires requires = element.getAnnotation(Requires.class);
    if (requires != null) {
      return Optional.of(new Guard(false, List.of(requires.value()), false));
    }
    return element.isAnnotationPresent(Public.class)
        ? Optional.of(new Guard(true, List.of(), false))
        : Optional.empty();
  }

  /**
   * @throws Problem UNAUTHENTICATED for nobody, FORBIDDEN for one who lacks a scope, NOT_FOUND for
   *     a tenant's people at an operator's page: to them there is none
   */
  void check(Optional<Principal> visitor) {
    if (open) {
      return;
    }
    Principal person =
        visitor.orElseThrow(
            () -> new Problem(ProblemType.UNAUTHENTICATED, "Sign in to see this page."));
    if (scopes.contains(Scope.PLATFORM) && !person.may(Scope.PLATFORM)) {
      throw Problem.notFound("page");
    }
    if (closed || !scopes.stream().allMatch(person::may)) {
      throw new Problem(ProblemType.FORBIDDEN, "Your role does not open this page.");
    }
  }
}
