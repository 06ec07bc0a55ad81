package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
  private static final DatabaseLogin SERVER =
      new DatabaseLogin("db", 5432, "chatdb", "concierge_server", new Secret("s"));
  private static final DatabaseLogin MIGRATOR = SERVER.as("concierge_migrator", new Secret("m"));
  private static final InstalledDatabases INSTALLED =
      new InstalledDatabases(SERVER, MIGRATOR, "ragdb");

  @Test
  void theSharedDatabaseOfKeysAndJobsIsTheInstallations() {
    assertThat(Placement.chatdb(INSTALLED))
        .isEqualTo(new Placement("java:global/concierge/chatdb", SERVER, MIGRATOR, "concierge"));
  }

  @Test
  void tenantsOfTheSharedTierHaveOnePoolAndOneSchema() {
    assertThat(placement("acme-corp"))
        .isEqualTo(
            new Placement(
                "java:global/concierge/ragdb",
                SERVER.at("ragdb"),
                MIGRATOR.at("ragdb"),
                "concierge"))
        .isEqualTo(placement("globex"));
  }

  @Test
  void aTenantOfTheSchemaTierHasASchemaOfItsOwnInTheSharedPool() {
    Placement placement = placement("acme-corp", "TENANT_ISOLATION=schema");

    assertThat(placement.schema()).isEqualTo("tenant_acme_corp");
    assertThat(placement.datasource()).isEqualTo("java:global/concierge/ragdb");
    assertThat(placement.login()).isEqualTo(SERVER.at("ragdb"));
  }

  @Test
  void aTenantOfTheDatabaseTierHasADatabaseAndAPoolOfItsOwn() {
    Placement placement = placement("acme-corp", "TENANT_ISOLATION=database");

    assertThat(placement)
        .isEqualTo(
            new Placement(
                "java:global/concierge/ragdb-acme-corp",
                SERVER.at("ragdb_acme_corp"),
                MIGRATOR.at("ragdb_acme_corp"),
                "concierge"));
  }

  @Test
  void aTenantsFileNamesAnotherDatabaseInEveryPart() {
    Placement placement =
        placement(
            "acme-corp",
            "TENANT_ISOLATION=database",
            "DB_HOST=far",
            "DB_PORT=5555",
            "DB_NAME=acme_rag",
            "DB_USER=acme",
            "DB_PASSWORD=own");

    assertThat(placement.login())
        .isEqualTo(new DatabaseLogin("far", 5555, "acme_rag", "acme", new Secret("own")));
    assertThat(placement.migrator())
        .isEqualTo(
            new DatabaseLogin("far", 5555, "acme_rag", "concierge_migrator", new Secret("m")));
  }

  /** Whoever demands encryption of one server does not mean to talk in clear to another. */
  @Test
  void whatTheDriverIsToldHoldsForEveryDatabase() {
    Secret parameters = new Secret("sslmode=require");
    DatabaseLogin server =
        new DatabaseLogin("db", 5432, "chatdb", "concierge_server", new Secret("s"), parameters);
    InstalledDatabases installed =
        new InstalledDatabases(server, server.as("concierge_migrator", new Secret("m")), "ragdb");

    Placement far = Placement.of(SampleTenant.with("DB_HOST=far"), installed);

    assertThat(far.login().parameters()).isEqualTo(parameters);
    assertThat(far.migrator().parameters()).isEqualTo(parameters);
    assertThat(Placement.chatdb(installed).login().parameters()).isEqualTo(parameters);
    assertThat(Placement.of(SampleTenant.with(), installed).datasource())
        .isEqualTo("java:global/concierge/ragdb");
  }

  @ParameterizedTest
  @CsvSource({"DB_HOST=far", "DB_PORT=5555", "DB_NAME=other", "DB_USER=u", "DB_PASSWORD=p"})
  void aTenantThatIsReachedDifferentlyDoesNotUseTheSharedPool(String line) {
    assertThat(placement("acme-corp", line).datasource())
        .isEqualTo("java:global/concierge/ragdb-acme-corp");
    assertThat(placement("acme-corp", line).schema()).isEqualTo("concierge");
    assertThat(placement("acme-corp", line, "TENANT_ISOLATION=schema").schema())
        .isEqualTo("tenant_acme_corp");
  }

  @ParameterizedTest
  @CsvSource({"DB_HOST=db", "DB_PORT=5432", "DB_NAME=ragdb", "DB_USER=concierge_server"})
  void aFileThatRepeatsWhatHoldsAnywayChangesNothing(String line) {
    assertThat(placement("acme-corp", line)).isEqualTo(placement("acme-corp"));
  }

  @ParameterizedTest
  @CsvSource({"shared", "schema", "database"})
  void aPoolOfTheAdministratorsWins(String tier) {
    Placement placement =
        placement("acme-corp", "TENANT_ISOLATION=" + tier, "DB_JNDI=java:/jdbc/acme");

    assertThat(placement.datasource()).isEqualTo("java:/jdbc/acme");
  }

  @Test
  void schemasThatAreMigratedOnceEachAreToldApart() {
    assertThat(placement("acme-corp").target())
        .isEqualTo("db:5432/ragdb#concierge")
        .isEqualTo(placement("globex").target());
    assertThat(placement("acme-corp", "TENANT_ISOLATION=schema").target())
        .isEqualTo("db:5432/ragdb#tenant_acme_corp");
    assertThat(placement("acme-corp", "TENANT_ISOLATION=database").target())
        .isEqualTo("db:5432/ragdb_acme_corp#concierge");
    assertThat(placement("acme-corp", "DB_HOST=far").target())
        .isEqualTo("far:5432/ragdb#concierge");
    assertThat(placement("acme-corp", "DB_PORT=1").target()).isEqualTo("db:1/ragdb#concierge");
  }

  @Test
  void noPlacementPrintsAPassword() {
    assertThat(placement("acme-corp", "DB_PASSWORD=hunter2").toString()).doesNotContain("hunter2");
  }

  private static Placement placement(String tenant, String... lines) {
    return Placement.of(SampleTenant.named(tenant, lines), INSTALLED);
  }
}
