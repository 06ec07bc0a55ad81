package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.concierge.it.Terminal.Outcome;
import org.concierge.persistence.InstalledDatabases;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that goes from tier to tier while its people work, and is in one place at any time. */
class TenantMoveIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TEXT = "The lantern is lit at dusk.";

  private final TestInstallation installation = TestInstallation.shared();
  @TempDir private Path folder;
  private Terminal terminal;
  private DatabaseLogin administrator;

  @BeforeEach
  void anOperator() {
    terminal = new Terminal(installation, folder);
    administrator = Sql.administrator(installation);
  }

  @Test
  void aTenantMovesThroughAllTiersWhileItsPeopleWork() throws Exception {
    TestTenant tenant = TestTenant.fast(installation, "moving", Map.of());
    TestTenant other = TestTenant.fast(installation, "staying", Map.of());
    tenant.learn("lantern.txt", TEXT);
    tenant.ask("When is the lantern lit?");
    other.learn("anchor.txt", "The anchor weighs two tons.");
    Map<String, String> others = manifest("ragdb", "concierge", other, "true");
    String name = tenant.id().replace('-', '_');
    String former = "tenant_" + name;
    // What was there before the load began.
    String known = "to_jsonb(t)::text like '%lantern%'";
    Map<String, String> rows = manifest("ragdb", "concierge", tenant, known);
    assertThat(rows).containsKeys("document", "chunk", "turn");
    try (Load load = new Load(tenant, 100)) {
      acknowledgesMore(load);
      moved(tenant, "schema");
      assertThat(manifest("ragdb", former, tenant, known)).isEqualTo(rows);
      assertThat(manifest("ragdb", "concierge", tenant, "true")).isEmpty();
      assertThat(asTheServer(tenant)).isZero();
      acknowledgesMore(load);

      moved(tenant, "database");
      assertThat(manifest("ragdb_" + name, "concierge", tenant, known)).isEqualTo(rows);
      assertThat(all("select 1 from pg_namespace where nspname = '" + former + "'")).isEmpty();
      acknowledgesMore(load);

      moved(tenant, "shared");
      assertThat(manifest("ragdb", "concierge", tenant, known)).isEqualTo(rows);
      assertThat(all("select 1 from pg_database where datname = 'ragdb_" + name + "'")).isEmpty();
      assertThat(all("select 1 from pg_roles where rolname = '" + former + "'")).isEmpty();
      acknowledgesMore(load);
      load.close();
      everythingWasAnswered(load, tenant);
    }
    assertThat(manifest("ragdb", "concierge", other, "true")).isEqualTo(others);
    assertThat(audited(tenant)).hasSize(3);
  }

  private void everythingWasAnswered(Load load, TestTenant tenant) throws SQLException {
    assertThat(load.unexpected()).isEmpty();
    assertThat(load.refused()).as("those who wrote in the pause have waited").isZero();
    String documents = " from concierge.document d where d.tenant_id = '" + tenant.id() + "'";
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> all("select 1" + documents + " and d.status <> 'READY'").isEmpty());
    assertThat(all("select d.id" + documents)).hasSize(load.uploaded().size() + 1);
    assertThat(all("select d.id" + documents)).containsAll(load.uploaded());
    String chunks = "(select count(*) from concierge.chunk c where c.document_id = d.id) <> 1";
    assertThat(all("select d.id" + documents + " and " + chunks)).as("once each").isEmpty();
    assertThat(turns(tenant)).isEqualTo(load.answered().size() + 1);
    assertThat(tenant.ask("When is the lantern lit?").text()).contains(TEXT);
  }

  @Test
  void aMoveThatIsKilledAfterTheCopyLeavesTheTenantWhereItWasAndGoesOn() throws Exception {
    TestTenant tenant = TestTenant.fast(installation, "killed", Map.of());
    tenant.learn("lantern.txt", TEXT);
    Map<String, String> rows = manifest("ragdb", "concierge", tenant, "true");
    String schema = "tenant_" + tenant.id().replace('-', '_');
    try (Connection writing = Sql.open(administrator.at("ragdb"))) {
      // Somebody whose transaction does not end.
      Sql.column(
          writing,
          "select pg_advisory_lock_shared(hashtextextended('concierge." + tenant.id() + "', 0))");
      Process move = terminal.start("", "tenant move " + tenant.id() + " --to schema");
      await()
          .atMost(SOON)
          .until(() -> there(schema) && !manifest("ragdb", schema, tenant, "true").isEmpty());
      move.destroyForcibly().waitFor();
    }

    assertThat(settings(tenant)).contains("TENANT_ISOLATION=shared");
    assertThat(tenant.ask("When is the lantern lit?").text()).contains(TEXT);
    String later = tenant.learn("later.txt", "The ferry leaves at nine.");
    assertThat(terminal.run("", "tenant delete " + tenant.id() + " --yes " + tenant.id()).text())
        .contains("was not completed");
    assertThat(terminal.run("", "tenant move " + tenant.id() + " --to shared").text())
        .contains("taken back");
    assertThat(there(schema)).isFalse();
    assertThat(manifest("ragdb", "concierge", tenant, "to_jsonb(t)::text like '%lantern%'"))
        .containsAllEntriesOf(Map.of("chunk", rows.get("chunk")));
    moved(tenant, "schema");
    assertThat(tenant.document(later).path("status").asText()).isEqualTo("READY");
  }

  @Test
  void aMoveThatIsKilledAfterTheSwitchLeavesTheTenantWhereItIsAndIsCompleted() throws Exception {
    TestTenant tenant = TestTenant.fast(installation, "switched", Map.of());
    tenant.learn("lantern.txt", TEXT);
    Map<String, String> rows = manifest("ragdb", "concierge", tenant, "true");
    DatabaseLogin server =
        InstalledDatabases.read(installation.home()).orElseThrow().server().at("ragdb");
    try (Connection reading = Sql.open(server)) {
      reading.setAutoCommit(false);
      // A reader that the former copy is kept for.
      Sql.column(reading, "select 1");
      Process move = terminal.start("", "tenant move " + tenant.id() + " --to schema");
      await().atMost(SOON).until(() -> settings(tenant).contains("TENANT_ISOLATION=schema"));
      move.destroyForcibly().waitFor();
    }

    assertThat(manifest("ragdb", "concierge", tenant, "true")).isEqualTo(rows);
    assertThat(tenant.ask("When is the lantern lit?").text()).contains(TEXT);
    tenant.learn("later.txt", "The ferry leaves at nine.");
    assertThat(manifest("ragdb", "concierge", tenant, "true"))
        .as("nobody writes into the former copy")
        .isEqualTo(rows);
    Outcome again = terminal.run("", "tenant move " + tenant.id() + " --to schema");
    assertThat(again.code()).as(again.text()).isZero();
    assertThat(again.text()).contains("completed");
    assertThat(manifest("ragdb", "concierge", tenant, "true")).isEmpty();
    assertThat(tenant.ask("When does the ferry leave?").text())
        .contains("The ferry leaves at nine.");
  }

  @Test
  void aPlaceThatIsNoneIsOneClearLine() throws Exception {
    TestTenant tenant = TestTenant.fast(installation, "unmoved", Map.of());

    Outcome same = terminal.run("", "tenant move " + tenant.id() + " --to shared");
    Outcome unknown = terminal.run("", "tenant move " + tenant.id() + " --to nowhere");
    Outcome nobody = terminal.run("", "tenant move no-such-tenant --to schema");
    Outcome away = terminal.run("", "tenant move --to database --db-name none " + tenant.id());

    assertThat(same.code()).isEqualTo(1);
    assertThat(same.text().strip()).contains("is there already").doesNotContain("\n");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.text()).contains("--to", "nowhere");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.text().strip()).doesNotContain("\n");
    assertThat(away.code()).isEqualTo(1);
    assertThat(away.text().strip()).endsWith("could not be brought up to date.");
    assertThat(installation.tenantsFolder().resolve(tenant.id()).resolve(".move")).doesNotExist();
  }

  private void moved(TestTenant tenant, String tier) throws Exception {
    Outcome outcome = terminal.run("", "tenant move --json " + tenant.id() + " --to " + tier);
    assertThat(outcome.code()).as(outcome.text()).isZero();
    JsonNode moved = outcome.json();
    System.out.println(tier + ": paused " + moved.path("paused_millis") + " ms");
    assertThat(moved.path("outcome").asText()).isEqualTo("moved");
    assertThat(moved.path("paused_millis").asLong()).isLessThan(8_000);
    assertThat(moved.path("left")).isEmpty();
    assertThat(settings(tenant)).contains("TENANT_ISOLATION=" + tier);
    assertThat(moved.path("tables"))
        .extracting(table -> table.path("name").asText())
        .contains("document", "chunk", "staged_chunk", "turn");
  }

  private static void acknowledgesMore(Load load) {
    int before = load.acknowledged();
    await().atMost(SOON).until(() -> load.acknowledged() >= before + 10);
  }

  /**
   * Count and hash of each table that has rows of the tenant, as PostgreSQL's superuser sees it.
   */
  private Map<String, String> manifest(
      String database, String schema, TestTenant tenant, String which) {
    Map<String, String> sums = new TreeMap<>();
    try (Connection connection = Sql.open(administrator.at(database))) {
      for (String table :
          Sql.column(
              connection,
              "select c.table_name from information_schema.columns c where c.table_schema = '"
                  + schema
                  + "' and c.column_name = 'tenant_id' and c.table_name <> 'departure'")) {
        String row = "md5((to_jsonb(t) - 'tenant_id')::text)";
        Sql.column(
                connection,
                "select count(*) || ' ' || md5(string_agg(%1$s, '' order by %1$s)) from %2$s.%3$s t where t.tenant_id = '%4$s' and %5$s having count(*) > 0"
                    .formatted(row, schema, table, tenant.id(), which))
            .forEach(sum -> sums.put(table, sum));
      }
      return sums;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Documents in the tier shared, for the server's own login. */
  private long asTheServer(TestTenant tenant) throws Exception {
    DatabaseLogin server = InstalledDatabases.read(installation.home()).orElseThrow().server();
    try (Connection connection = Sql.open(server.at("ragdb"))) {
      Sql.execute(
          connection,
          "select set_config('app.tenant_id', '%s', false), set_config('app.readers', '*', false)"
              .formatted(tenant.id()));
      return Long.parseLong(
          Sql.column(connection, "select count(*) from concierge.document").get(0));
    }
  }

  private boolean there(String schema) throws SQLException {
    return !all("select tablename from pg_tables where schemaname = '"
            + schema
            + "' and tablename = 'prompt_version'")
        .isEmpty();
  }

  private List<String> all(String sql) throws SQLException {
    try (Connection connection = Sql.open(administrator.at("ragdb"))) {
      return Sql.column(connection, sql);
    }
  }

  private String settings(TestTenant tenant) throws Exception {
    return Files.readString(installation.tenantsFolder().resolve(tenant.id()).resolve(".env"));
  }

  private long turns(TestTenant tenant) throws SQLException {
    return Long.parseLong(
        all("select count(*) from concierge.turn where state = 'DONE' and tenant_id = '"
                + tenant.id()
                + "'")
            .get(0));
  }

  private static List<String> audited(TestTenant tenant) {
    JsonNode events = tenant.admin().get("/api/v1/audit?action=tenant.").json().path("items");
    return TestTenant.texts(events, "action").stream().filter("tenant.moved"::equals).toList();
  }
}
