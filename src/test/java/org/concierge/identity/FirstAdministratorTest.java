package org.concierge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.audit.RecordedAudit;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.junit.jupiter.api.Test;

class FirstAdministratorTest {
  private static final String NAME = "ADMIN_USERNAME=root";
  private static final String PASSWORD = "ADMIN_PASSWORD='a password of words'";

  private final MemoryUsers stored = new MemoryUsers();
  private final List<String> events = new ArrayList<>();
  private final Users users =
      new Users(
          stored,
          stored.proofs(),
          new PasswordHashing(),
          RecordedAudit.into(events),
          Clock.systemUTC());
  private final FirstAdministrator first = new FirstAdministrator(users);

  @Test
  void anEmptyTenantGetsTheAdministratorThatItsSettingsName() {
    User made = first.ensure(SampleTenant.with(NAME, PASSWORD)).orElseThrow();

    assertThat(made.email()).isEqualTo("root");
    assertThat(made.role()).isEqualTo(Role.ADMIN);
    assertThat(made.isActive()).isTrue();
    assertThat(events).containsExactly("user.created " + made.tenant() + " " + made.id());
  }

  @Test
  void whereThereAreUsersTheSettingsAreNotLookedAt() {
    Tenant settings = SampleTenant.with(NAME, PASSWORD);
    users.create(
        Caller.commandLine(settings.id()),
        NewUser.of("ann@example.com", "", Role.MEMBER),
        "a password of words");

    assertThat(first.ensure(settings)).isEmpty();
    assertThat(stored.all()).hasSize(1);
  }

  @Test
  void nobodyIsMadeOfHalfAName() {
    assertThat(first.ensure(SampleTenant.with(NAME))).isEmpty();
    assertThat(first.ensure(SampleTenant.with(PASSWORD))).isEmpty();
    assertThat(stored.all()).isEmpty();
  }

  @Test
  void aPasswordThatIsTooWeakMakesNobodyAndStopsNothing() {
    assertThat(first.ensure(SampleTenant.with(NAME, "ADMIN_PASSWORD=password1"))).isEmpty();
    assertThat(stored.all()).isEmpty();
  }
}
