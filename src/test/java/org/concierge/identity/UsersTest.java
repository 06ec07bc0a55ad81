package org.concierge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.audit.RecordedAudit;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UsersTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00.123456789Z");
  private static final String PASSWORD = "a password of words";

  private final MemoryUsers stored = new MemoryUsers();
  private final List<String> events = new ArrayList<>();
  private final Users users =
      new Users(
          stored,
          stored.proofs(),
          new PasswordHashing(),
          RecordedAudit.into(events),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aUserIsMadeAndWrittenDown() {
    User ann = create(ACME, "Ann@Example.com", Role.MEMBER);

    assertThat(ann.email()).isEqualTo("ann@example.com");
    assertThat(ann.isActive()).isTrue();
    assertThat(ann.createdAt()).isEqualTo(Instant.parse("2030-01-01T12:00:00.123456Z"));
    assertThat(users.findByEmail(ACME, "ANN@example.com")).contains(ann);
    assertThat(events).containsExactly("user.created acme " + ann.id());
  }

  @Test
  void theSameEmailInTwoTenantsIsTwoUsers() {
    User here = create(ACME, "ann@example.com", Role.MEMBER);
    User there = create(GLOBEX, "ann@example.com", Role.ADMIN);

    assertThat(here.id()).isNotEqualTo(there.id());
    assertThat(users.find(GLOBEX, here.id())).isEmpty();
    assertThat(refusal(() -> users.get(GLOBEX, here.id()))).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(refusal(() -> create(ACME, "ann@example.com", Role.MEMBER)))
        .isEqualTo(ProblemType.CONFLICT);
  }

  @Test
  void aWeakPasswordMakesNobody() {
    Problem weak =
        catchThrowableOfType(
            Problem.class,
            () -> users.create(by(ACME), NewUser.of("a@x", "", Role.ADMIN), "password1"));

    assertThat(weak.type()).isEqualTo(ProblemType.UNPROCESSABLE);
    assertThat(stored.all()).isEmpty();
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"acme, OPERATOR", "platform, ADMIN", "platform, MEMBER"})
  void operatorsAreOfTheInstallationsOwnTenantAndNobodyElseIs(String tenant, Role role) {
    assertThat(refusal(() -> create(new TenantId(tenant), "x@example.com", role)))
        .isEqualTo(ProblemType.FORBIDDEN);
    assertThat(create(Users.PLATFORM, "chief", Role.OPERATOR).role()).isEqualTo(Role.OPERATOR);
  }

  @Test
  void nobodyIsMadeAnOperatorLater() {
    create(ACME, "admin@example.com", Role.ADMIN);
    User ann = create(ACME, "ann@example.com", Role.MEMBER);
    UserChange mightier = new UserChange(null, null, Role.OPERATOR, null, null);

    assertThat(refusal(() -> users.edit(by(ACME), ann.id(), mightier)))
        .isEqualTo(ProblemType.FORBIDDEN);
    assertThat(users.get(ACME, ann.id()).role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void fieldsAndStatusAreChangedTogether() {
    create(ACME, "admin@example.com", Role.ADMIN);
    User ann = create(ACME, "ann@example.com", Role.MEMBER);
    events.clear();

    User changed =
        users.edit(
            by(ACME),
            ann.id(),
            new UserChange("Ann", "Sales", Role.VIEWER, Set.of("north"), "de"),
            false);

    assertThat(changed).isEqualTo(users.get(ACME, ann.id()));
    assertThat(changed.name()).isEqualTo("Ann");
    assertThat(changed.role()).isEqualTo(Role.VIEWER);
    assertThat(changed.status()).isEqualTo(User.Status.DISABLED);
    assertThat(events)
        .containsExactly("user.changed acme " + ann.id(), "user.disabled acme " + ann.id());
  }

  @Test
  void whatCannotBeDoneWholeIsNotDoneInPart() {
    User admin = create(ACME, "admin@example.com", Role.ADMIN);
    events.clear();
    UserChange name = new UserChange("Changed", null, null, null, null);

    assertThat(refusal(() -> users.edit(by(ACME), admin.id(), name, false)))
        .isEqualTo(ProblemType.CONFLICT);

    assertThat(users.get(ACME, admin.id())).isEqualTo(admin);
    assertThat(events).isEmpty();
  }

  @Test
  void theLastAdministratorStaysOne() {
    User admin = create(ACME, "admin@example.com", Role.ADMIN);
    create(GLOBEX, "admin@example.com", Role.ADMIN);
    UserChange less = new UserChange(null, null, Role.MEMBER, null, null);

    assertThat(refusal(() -> users.disable(by(ACME), admin.id()))).isEqualTo(ProblemType.CONFLICT);
    assertThat(refusal(() -> users.delete(by(ACME), admin.id()))).isEqualTo(ProblemType.CONFLICT);
    assertThat(refusal(() -> users.edit(by(ACME), admin.id(), less)))
        .isEqualTo(ProblemType.CONFLICT);

    create(ACME, "second@example.com", Role.ADMIN);
    users.delete(by(ACME), admin.id());
    assertThat(users.find(ACME, admin.id())).isEmpty();
  }

  @Test
  void disablingEndsWhatWasHeldAndEnablingBringsNoneOfItBack() {
    create(ACME, "admin@example.com", Role.ADMIN);
    User ann = create(ACME, "ann@example.com", Role.MEMBER);

    User disabled = users.disable(by(ACME), ann.id());
    User enabled = users.enable(by(ACME), ann.id());

    assertThat(disabled.status()).isEqualTo(User.Status.DISABLED);
    assertThat(enabled.status()).isEqualTo(User.Status.ACTIVE);
    assertThat(enabled.validFrom()).isEqualTo(disabled.validFrom());
  }

  @Test
  void whoNeverHadAPasswordIsInvitedAgainWhenEnabled() {
    User invited = users.fresh(ACME, NewUser.of("i@x", "", Role.MEMBER), User.Status.INVITED);
    stored.insert(invited, null, null);

    users.disable(by(ACME), invited.id());

    assertThat(users.enable(by(ACME), invited.id()).status()).isEqualTo(User.Status.INVITED);
  }

  @Test
  void aPasswordIsChangedByWhoKnowsTheFormer() {
    User ann = create(ACME, "ann@example.com", Role.MEMBER);
    String next = "another password of words";

    assertThat(refusal(() -> users.changePassword(by(ACME), ann.id(), "wrong", next)))
        .isEqualTo(ProblemType.FORBIDDEN);
    users.changePassword(by(ACME), ann.id(), PASSWORD, next);

    assertThat(refusal(() -> users.changePassword(by(ACME), ann.id(), PASSWORD, next)))
        .isEqualTo(ProblemType.FORBIDDEN);
    assertThat(events).contains("password.refused acme " + ann.id());
    assertThat(events).contains("password.changed acme " + ann.id());
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMIN", "MEMBER", "VIEWER"})
  void whoIsNotThereIsNotFound(Role role) {
    UUID nobody = UUID.randomUUID();
    UserChange change = new UserChange(null, null, role, null, null);

    assertThat(refusal(() -> users.edit(by(ACME), nobody, change)))
        .isEqualTo(ProblemType.NOT_FOUND);
    assertThat(refusal(() -> users.delete(by(ACME), nobody))).isEqualTo(ProblemType.NOT_FOUND);
  }

  private User create(TenantId tenant, String email, Role role) {
    return users.create(by(tenant), NewUser.of(email, "", role), PASSWORD);
  }

  private static Caller by(TenantId tenant) {
    return Caller.commandLine(tenant);
  }

  private static ProblemType refusal(ThrowingCallable call) {
    return catchThrowableOfType(Problem.class, call).type();
  }
}
