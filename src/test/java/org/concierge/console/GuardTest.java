package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Person;
import org.concierge.access.Principal;
import org.concierge.access.Public;
import org.concierge.access.Requires;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;

class GuardTest {
  @Requires(Scope.USERS)
  static class Guarded {
    void asItsClass() {}

    @Requires({Scope.KEYS, Scope.AUDIT})
    void more() {}
  }

  @Requires(Scope.PLATFORM)
  static class OfTheOperator {}

  @Public("for the test")
  static class Open {}

  static class Silent {}

  static Optional<Principal> person(Role role) {
    Person person = new Person(UUID.randomUUID(), "a@b.c", "A", "", role, Set.of(), "");
    return Optional.of(
        Principal.ofPerson(person, new TenantId("acme"), role.scopes(), UUID.randomUUID()));
  }

  @Test
  void whatSaysNothingIsOpenToNobody() {
    assertThat(refusal(Guard.of(Silent.class), person(Role.ADMIN)))
        .isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void aStrangerIsToldToSignIn() {
    assertThat(refusal(Guard.of(Guarded.class), Optional.empty()))
        .isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void aPersonNeedsTheScope() {
    Guard.of(Guarded.class).check(person(Role.ADMIN));

    assertThat(refusal(Guard.of(Guarded.class), person(Role.MEMBER)))
        .isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void whatIsPublicIsOpenToAnybody() {
    Guard.of(Open.class).check(Optional.empty());
  }

  @Test
  void aMethodIsGuardedAsItsClassUnlessItSaysMore() throws NoSuchMethodException {
    Guard.of(Guarded.class.getDeclaredMethod("asItsClass")).check(person(Role.ADMIN));

    Guard more = Guard.of(Guarded.class.getDeclaredMethod("more"));
    assertThat(refusal(more, person(Role.OPERATOR))).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void toATenantsPeopleAnOperatorsPageIsNone() {
    Guard guard = Guard.of(OfTheOperator.class);
    guard.check(person(Role.OPERATOR));

    assertThat(refusal(guard, person(Role.ADMIN))).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(refusal(guard, Optional.empty())).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  static ProblemType refusal(Guard guard, Optional<Principal> visitor) {
    Problem[] problem = new Problem[1];
    assertThatThrownBy(() -> guard.check(visitor))
        .isInstanceOfSatisfying(Problem.class, thrown -> problem[0] = thrown);
    return problem[0].type();
  }
}
