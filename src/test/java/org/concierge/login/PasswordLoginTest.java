package org.concierge.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.audit.Audit;
import org.concierge.audit.RecordedAudit;
import org.concierge.identity.MemoryUsers;
import org.concierge.identity.NewUser;
import org.concierge.identity.PasswordHashing;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.limit.OpenThrottle;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordLoginTest {
  private static final String EMAIL = "ann@example.com";
  private static final String PASSWORD = "a password of words";

  private final List<String> events = new ArrayList<>();
  private final List<AccountRepository.Account> accounts = new ArrayList<>();
  private final Counting hashing = new Counting();
  private final MemoryUsers stored = new MemoryUsers();
  private final Audit audit = RecordedAudit.into(events);
  private final Users users = new Users(stored, stored.proofs(), hashing, audit, Clock.systemUTC());
  @TempDir private Path folder;
  private PasswordLogin login;

  /** Counts what costs time. */
  private static final class Counting extends PasswordHashing {
    private int hashes;

    @Override
    public boolean matches(String password, String hash) {
      hashes++;
      return super.matches(password, hash);
    }
  }

  private final class Accounts extends AccountRepository {
    Accounts() {
      super(null);
    }

    @Override
    List<Account> find(String name, String tenant) {
      return accounts.stream()
          .filter(account -> tenant == null || account.tenant().value().equals(tenant))
          .toList();
    }

    @Override
    void remember(Account account, String address) {
      // Nobody asks for it here.
    }
  }

  @BeforeEach
  void aLogin() {
    login =
        new PasswordLogin(
            new Accounts(), users, hashing, OpenThrottle.open(), new Tenants(folder), audit);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5})
  void inHowManyTenantsSomebodyIsCannotBeCountedByTheWork(int memberships) throws Exception {
    members(memberships, PASSWORD);

    assertThat(refusal(Optional.empty(), "wrong")).isEqualTo(ProblemType.UNAUTHENTICATED);

    assertThat(hashing.hashes).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"0, t-0", "2, t-1", "2, t-9", "2, No Id"})
  void whereATenantIsNamedItIsOneHash(int memberships, String tenant) throws Exception {
    members(memberships, PASSWORD);

    assertThat(refusal(Optional.of(tenant), "wrong")).isEqualTo(ProblemType.UNAUTHENTICATED);

    assertThat(hashing.hashes).isEqualTo(1);
    assertThat(events).filteredOn(event -> event.startsWith("login.failed")).hasSize(1);
  }

  @Test
  void thePasswordOpensTheTenantsInWhichItIsTheOne() throws Exception {
    members(2, PASSWORD);

    List<User> found = login.verifyAll(attempt(Optional.empty(), PASSWORD));

    assertThat(found).extracting(User::tenant).extracting(TenantId::value).contains("t-0", "t-1");
    assertThat(refusal(Optional.empty(), PASSWORD))
        .as("which one, only the person can tell")
        .isEqualTo(ProblemType.CONFLICT);
    assertThat(login.verify(attempt(Optional.of("t-1"), PASSWORD)).tenant().value())
        .isEqualTo("t-1");
  }

  @Test
  void whoIsDisabledOrWhoseTenantIsStoppedIsToldTheSame() throws Exception {
    members(2, PASSWORD);
    User first = stored.all().get(0);
    users.disable(Caller.commandLine(first.tenant()), first.id());
    Files.writeString(folder.resolve("t-1").resolve(".env"), "TENANT_SUSPENDED=true\n");

    for (String tenant : List.of("t-0", "t-1", "t-7")) {
      assertThat(refusal(Optional.of(tenant), PASSWORD))
          .as(tenant)
          .isEqualTo(ProblemType.UNAUTHENTICATED);
    }
  }

  private void members(int count, String password) throws Exception {
    for (int i = 0; i < count; i++) {
      TenantId tenant = new TenantId("t-" + i);
      Files.createDirectories(folder.resolve(tenant.value()));
      Files.writeString(folder.resolve(tenant.value()).resolve(".env"), "");
      User user =
          users.create(Caller.commandLine(tenant), NewUser.of(EMAIL, "", Role.MEMBER), password);
      accounts.add(new AccountRepository.Account(tenant, user.id(), hashing.hash(password)));
    }
    hashing.hashes = 0;
  }

  private ProblemType refusal(Optional<String> tenant, String password) {
    return catchThrowableOfType(Problem.class, () -> login.verify(attempt(tenant, password)))
        .type();
  }

  private static Attempt attempt(Optional<String> tenant, String password) {
    return new Attempt(tenant, EMAIL, password, "127.0.0.1", "r-1");
  }
}
