package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factory is made without asking a database: a node starts while PostgreSQL is away. */
class EntityManagersTest {
  private static final TenantId ACME = new TenantId("acme");

  private EntityManagers entities;

  @BeforeEach
  void anInstallationWithoutDatabases(@TempDir Path home) throws IOException {
    Files.createDirectories(home.resolve("tenants/acme"));
    Files.writeString(home.resolve("tenants/acme/.env"), "");
    entities = new EntityManagers(NoDatabase.in(home));
  }

  @AfterEach
  void close() {
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
}
