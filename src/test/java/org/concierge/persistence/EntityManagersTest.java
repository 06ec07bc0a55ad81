package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factory is made without asking a database: a node starts while PostgreSQL is away. */
class EntityManagersTest {
  private static final TenantId ACME = new TenantId("acme");

  /** Made once: it takes a second, and nothing in it changes. */
  private static EntityManagers entities;

  @BeforeAll
  static void anInstallationWithoutDatabases(@TempDir Path home) throws IOException {
    Files.createDirectories(home.resolve("tenants/acme"));
    Files.writeString(home.resolve("tenants/acme/.env"), "");
    entities = new EntityManagers(NoDatabase.in(home));
  }

  @AfterAll
  static void close() {
    entities.close();
  }

  @Test
  void withoutATenantThereIsNoTransaction() {
    assertThatThrownBy(() -> entities.inTransaction(ACME, em -> null))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> entities.openForReading()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDatabaseThatIsAwayIsToldAsThat() {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () ->
                TenantScope.run(
                    ACME,
                    () ->
                        entities.inTransaction(
                            ACME, em -> em.createNativeQuery("x").getSingleResult())));

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
  }

  @Test
  void aFailedStatementIsToldByWhatItMeans() {
    SQLException away = new SQLException("terminating connection", "57P01");
    RuntimeException wrapped = new PersistenceException("x", new IllegalStateException(away));

    assertThat(EntityManagers.problemIn(wrapped))
        .map(Problem::type)
        .contains(ProblemType.UNAVAILABLE);
  }

  @Test
  void aStatementThatIsWrongMeansNothingToTheOneWhoAsked() {
    SQLException wrong = new SQLException("syntax error", "42601");

    assertThat(EntityManagers.problemIn(new PersistenceException(wrong))).isEmpty();
    assertThat(EntityManagers.problemIn(new PersistenceException("x"))).isEmpty();
    assertThat(EntityManagers.problemIn(new IllegalStateException(wrong))).isEmpty();
  }
}
