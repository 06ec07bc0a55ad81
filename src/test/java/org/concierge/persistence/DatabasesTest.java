package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasesTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");

  @TempDir private Path home;
  private Databases databases;

  @BeforeEach
  void anInstallationWithoutDatabases() throws IOException {
    Files.createDirectories(home.resolve("tenants/acme"));
    Files.writeString(home.resolve("tenants/acme/.env"), "");
    databases = NoDatabase.in(home);
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Test
  void withoutATenantNothingReachesADatabase() {
    assertNoTenant(() -> databases.inTenant(ACME, connection -> null));
    assertNoTenant(() -> databases.inShared(ACME, connection -> null));
    assertNoTenant(() -> databases.queryTenant(ACME, "select 1", (c, s, from) -> {}, rows -> null));
  }

  @Test
  void forAnotherTenantNothingReachesADatabase() {
    TenantScope.run(
        GLOBEX,
        () -> {
          assertNoTenant(() -> databases.inTenant(ACME, connection -> null));
          assertNoTenant(() -> databases.inShared(ACME, connection -> null));
          assertNoTenant(
              () -> databases.queryTenant(ACME, "select 1", (c, s, from) -> {}, rows -> null));
        });
  }

  @Test
  void anInstallationWithoutDatabasesSaysSo() {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> databases.beforeTenant(connection -> null));

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem.detail()).contains("CONCIERGE_DB_URL");
    assertThat(problem.retryAfter()).isPresent();
  }

  @Test
  void aTenantThatDoesNotExistIsNotFound() {
    assertThat(inTenant(GLOBEX).type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(inTenant(ACME).type()).isEqualTo(ProblemType.UNAVAILABLE);
  }

  @Test
  void loginsThatCannotBeReadAreNotQuoted() throws IOException {
    Files.writeString(home.resolve("database.env"), "SERVER_PASSWORD='hunter2");

    Problem problem = inTenant(ACME);

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem.detail())
        .isEqualTo("The logins to the databases cannot be read or written.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"08000", "08001", "08006", "57P01", "57P03", "53300", "53100"})
  void aDatabaseThatIsAwayCanBeTriedAgain(String state) {
    assertThat(Statements.failure(new SQLException("row: secret", state)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
              assertThat(problem.retryAfter()).isPresent();
              assertThat(problem.detail()).doesNotContain("secret");
            });
  }

  @Test
  void aPoolThatIsExhaustedCanBeTriedAgain() {
    assertThat(Statements.failure(new SQLTransientConnectionException("timed out")))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  @Test
  void twoWhoStoreTheSameAreAConflict() {
    assertThat(Statements.failure(new SQLException("duplicate key (secret)", "23505")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT);
              assertThat(problem.detail()).doesNotContain("secret");
            });
  }

  @Test
  void textThatCannotBeStoredIsItsSendersMistake() {
    assertThat(Statements.failure(new SQLException("invalid byte sequence: secret", "22021")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
              assertThat(problem.detail()).doesNotContain("secret");
            });
  }

  @Test
  void aConnectionThatBrokeInTheMiddleMeansThatTheDatabaseIsAway() {
    assertThat(Statements.failure(new SQLException("Connection is closed")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "42601", "42501", "22P02", "23503", "57014", "XX000"})
  void anyOtherFailureIsAMistakeOfOurs(String state) {
    SQLException cause = new SQLException("row: secret", state);

    assertThat(Statements.failure(cause))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(cause)
        .hasMessageNotContaining("secret");
  }

  @Test
  void hibernateGetsAConnectionForTheThreadsTenantOnly() {
    TenantConnections connections = new TenantConnections(databases);

    assertNoTenant(() -> connections.getConnection("acme"));
    assertNoTenant(connections::resolveCurrentTenantIdentifier);
    assertNoTenant(connections::getAnyConnection);
    TenantScope.run(
        GLOBEX,
        () -> {
          assertNoTenant(() -> connections.getConnection("acme"));
          assertThat(connections.resolveCurrentTenantIdentifier()).isEqualTo("globex");
        });
  }

  private Problem inTenant(TenantId tenant) {
    return catchThrowableOfType(
        Problem.class,
        () -> TenantScope.run(tenant, () -> databases.inTenant(tenant, connection -> null)));
  }

  private static void assertNoTenant(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tenant");
  }
}
