package org.concierge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.audit.RecordedAudit;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExternalUsersTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final String EMAIL = "sue@acme.example";

  private final MemoryUsers stored = new MemoryUsers();
  private final List<String> events = new ArrayList<>();
  private final Users users =
      new Users(
          stored,
          stored.proofs(),
          new PasswordHashing(),
          RecordedAudit.into(events),
          Clock.systemUTC());
  private User admin;

  @BeforeEach
  void anAdministratorIsThere() {
    admin =
        users.create(
            Caller.commandLine(ACME),
            NewUser.of("admin@acme.example", "", Role.ADMIN),
            "a password of words");
    events.clear();
  }

  @Test
  void theFirstSignInMakesTheUserAndTheNextFindsThem() {
    User made = users.justInTime(ACME, person("s-1").known());
    User again = users.justInTime(ACME, person("s-1").known());

    assertThat(made.role()).isEqualTo(Role.MEMBER);
    assertThat(made.email()).isEqualTo(EMAIL);
    assertThat(again).isEqualTo(made);
    assertThat(events).containsExactly("user.created acme " + made.id());
  }

  @Test
  void theSameSubjectInTwoTenantsIsTwoUsers() {
    User here = users.justInTime(ACME, person("s-1").known());
    User there = users.justInTime(new TenantId("globex"), person("s-1").known());

    assertThat(there.id()).isNotEqualTo(here.id());
  }

  @Test
  void aRoleThatWasGivenHereStaysWhereTheProviderNamesNone() {
    User sue = users.justInTime(ACME, person("s-1").newRole(Role.VIEWER).known());
    assertThat(sue.role()).isEqualTo(Role.VIEWER);
    users.edit(
        Caller.commandLine(ACME), sue.id(), new UserChange(null, null, Role.ADMIN, null, null));

    assertThat(users.justInTime(ACME, person("s-1").newRole(Role.VIEWER).known()).role())
        .isEqualTo(Role.ADMIN);
  }

  @Test
  void whatTheProviderSaysOfRolesWins() {
    users.justInTime(ACME, person("s-1").role(Role.ADMIN).known());

    assertThat(users.justInTime(ACME, person("s-1").role(Role.VIEWER).known()).role())
        .isEqualTo(Role.VIEWER);
  }

  @Test
  void whereNobodyNewIsLetInOnlyTheInvitedCome() {
    Problem stranger =
        catchThrowableOfType(
            Problem.class, () -> users.justInTime(ACME, person("s-1").newRole(null).known()));
    assertThat(stranger.type()).isEqualTo(ProblemType.FORBIDDEN);
    assertThat(stored.all()).containsExactly(admin);

    stored.insert(
        users.fresh(ACME, NewUser.of(EMAIL, "", Role.MEMBER), User.Status.INVITED), null, null);
    assertThat(users.justInTime(ACME, person("s-1").newRole(null).known()).isActive()).isTrue();
  }

  @Test
  void noProviderMakesAnOperator() {
    assertThat(users.justInTime(ACME, person("s-1").role(Role.OPERATOR).known()).role())
        .isEqualTo(Role.MEMBER);
    assertThat(
            catchThrowableOfType(
                    Problem.class,
                    () ->
                        users.justInTime(
                            ACME,
                            person("s-2")
                                .email("other@acme.example")
                                .newRole(Role.OPERATOR)
                                .known()))
                .type())
        .isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void anEmailThatIsNotVerifiedLeadsToNobody() {
    External liar = person("s-9").email("admin@acme.example").known();
    External unverified =
        new External(
            liar.issuer(),
            liar.subject(),
            liar.email(),
            false,
            liar.name(),
            liar.role(),
            liar.newRole(),
            liar.groups());

    User made = users.justInTime(ACME, unverified);

    assertThat(made.id()).isNotEqualTo(admin.id());
    assertThat(made.email()).startsWith("sso-");
  }

  @Test
  void aVerifiedEmailLeadsToItsUserButNeverToOneWhomTheProviderKnows() {
    User linked = users.justInTime(ACME, person("s-1").email("admin@acme.example").known());
    assertThat(linked.id()).isEqualTo(admin.id());
    assertThat(linked.role()).isEqualTo(Role.ADMIN);

    Problem second =
        catchThrowableOfType(
            Problem.class,
            () -> users.justInTime(ACME, person("s-2").email("admin@acme.example").known()));
    assertThat(second.type()).isEqualTo(ProblemType.CONFLICT);
  }

  @Test
  void whoIsDisabledStaysSo() {
    User sue = users.justInTime(ACME, person("s-1").known());
    users.disable(Caller.commandLine(ACME), sue.id());

    User again = users.justInTime(ACME, person("s-1").role(Role.ADMIN).known());

    assertThat(again.status()).isEqualTo(User.Status.DISABLED);
    assertThat(again.role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void theLastAdministratorStaysOneWhateverTheProviderSays() {
    users.justInTime(ACME, person("s-1").email("admin@acme.example").known());

    User same =
        users.justInTime(ACME, person("s-1").email("admin@acme.example").role(Role.VIEWER).known());

    assertThat(same.role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void groupsAreThoseOfTheProviderWhereItTellsThem() {
    users.justInTime(ACME, person("s-1").groups(Set.of("north", "south")).known());
    assertThat(users.justInTime(ACME, person("s-1").known()).groups())
        .containsExactlyInAnyOrder("north", "south");

    assertThat(users.justInTime(ACME, person("s-1").groups(Set.of()).known()).groups()).isEmpty();
  }

  private static Person person(String subject) {
    return new Person(subject, EMAIL, null, Role.MEMBER, null);
  }

  /** A person as a provider might describe them. */
  private record Person(String subject, String email, Role role, Role newRole, Set<String> groups) {
    Person email(String other) {
      return new Person(subject, other, role, newRole, groups);
    }

    Person role(Role other) {
      return new Person(subject, email, other, newRole, groups);
    }

    Person newRole(Role other) {
      return new Person(subject, email, role, other, groups);
    }

    Person groups(Set<String> others) {
      return new Person(subject, email, role, newRole, others);
    }

    External known() {
      return new External(
          "https://login.acme.example",
          subject,
          email,
          true,
          "Sue",
          Optional.ofNullable(role),
          Optional.ofNullable(newRole),
          Optional.ofNullable(groups));
    }
  }
}
