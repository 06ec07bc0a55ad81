package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.concierge.it.Sql.column;
import static org.concierge.it.Sql.execute;
import static org.concierge.it.Sql.open;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concierge.persistence.InstalledDatabases;
import org.concierge.proof.CatalogueRepository;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The third and the fourth wall: what the database refuses, whatever the server would ask. */
class DatabaseWallsIT {
  private static TestInstallation installation;
  private static DatabaseLogin administrator;
  private static InstalledDatabases installed;

  @BeforeAll
  static void tenants() throws Exception {
    installation = TestInstallation.shared();
    administrator = Sql.administrator(installation);
    for (String id : List.of("table-one", "table-two")) {
      FurnishedTenant.in(installation, id, Map.of());
    }
    FurnishedTenant.in(installation, "table-schema", Map.of("TENANT_ISOLATION", "schema"));
    for (String id : List.of("table-database", "table-other")) {
      FurnishedTenant.in(installation, id, Map.of("TENANT_ISOLATION", "database"));
    }
    installed = InstalledDatabases.read(installation.home()).orElseThrow();
    try (Connection chatdb = open(administrator.at("chatdb"))) {
      for (String id : List.of("table-one", "table-two")) {
        TenantRows.insert(chatdb, id);
      }
    }
    try (Connection ragdb = open(administrator.at("ragdb"))) {
      for (String id : List.of("table-one", "table-two")) {
        TenantRows.insertLibrary(ragdb, "concierge", id);
      }
      TenantRows.insertLibrary(ragdb, "tenant_table_schema", "table-schema");
      // Of tables whose size it knows PostgreSQL asks a policy in another order.
      execute(ragdb, "analyze");
    }
  }

  /** What no tenant owns, the server reaches by the look-ups alone. */
  @Test
  void theInstallationsOwnTablesAreClosedToTheServer() throws SQLException {
    try (Connection owner = open(administrator.at("chatdb"));
        Connection server = open(installed.server().at("chatdb"))) {
      List<String> tables = CatalogueRepository.installationTables(owner, "concierge");
      assertThat(tables).contains("signing_key");
      for (String table : tables) {
        for (String statement : List.of("select 1 from %s", "delete from %s")) {
          assertThatThrownBy(() -> execute(server, statement.formatted("concierge." + table)))
              .hasMessageContaining("permission denied for table " + table);
        }
      }
    }
  }

  /** Every place where tenants' rows can be. */
  @ParameterizedTest
  @CsvSource({
    "chatdb, concierge, 2",
    "ragdb, concierge, 4",
    "ragdb, tenant_table_schema, 4",
    "ragdb_table_database, concierge, 4"
  })
  void noTableStandsOutsideTheWalls(String database, String schema, int atLeast)
      throws SQLException {
    try (Connection connection = open(administrator.at(database))) {
      assertThat(CatalogueRepository.tables(connection, schema))
          .hasSizeGreaterThanOrEqualTo(atLeast);
      assertThat(CatalogueRepository.breaches(connection, schema)).isEmpty();
    }
  }

  @Test
  void noOtherSchemaHoldsTables() throws SQLException {
    for (String database : List.of("chatdb", "ragdb", "ragdb_table_database")) {
      try (Connection connection = open(administrator.at(database))) {
        String others =
            "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n"
                + " on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f')"
                + " and n.nspname !~ '^(pg_|information_schema$|concierge$|tenant_)'";
        assertThat(column(connection, others)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void aMissingWallIsNoticed(String breach, String expected) throws SQLException {
    String schema = "tenant_table_schema";
    try (Connection connection = open(administrator.at("ragdb"))) {
      connection.setAutoCommit(false);
      execute(connection, "set local search_path = " + schema + ", public");
      execute(connection, breach);

      assertThat(CatalogueRepository.breaches(connection, schema))
          .as(breach)
          .anyMatch(line -> line.startsWith(expected))
          .allMatch(line -> line.startsWith(expected.split(":")[0] + ":"));
      connection.rollback();
    }
  }

  static List<Arguments> breaches() {
    return DatabaseBreaches.all();
  }

  @ParameterizedTest
  @CsvSource({"chatdb, concierge", "ragdb, concierge", "ragdb, tenant_table_schema"})
  void withoutATenantNoTableCanBeRead(String database, String schema) throws SQLException {
    for (String table : tables(database, schema)) {
      try (Connection server = open(installed.server().at(database))) {
        assertThatThrownBy(() -> column(server, "select count(*) from " + table))
            .as(table)
            .hasMessageContaining("no tenant is set");
        assertThatThrownBy(() -> execute(server, "set app.tenant_id = ''; delete from " + table))
            .as(table)
            .hasMessageMatching("(?s).*(no tenant is set|permission denied for).*");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"chatdb, concierge", "ragdb, concierge"})
  void aTenantSeesItsOwnRowsWhateverIsAsked(String database, String schema) throws SQLException {
    for (String table : tables(database, schema)) {
      String everybody = "select distinct tenant_id from " + table;
      try (Connection owner = open(administrator.at(database));
          Connection server = open(installed.server().at(database))) {
        assertThat(column(owner, everybody)).as(table).contains("table-one", "table-two");
        server.setAutoCommit(false);
        execute(server, "set local app.tenant_id = 'table-one'; set local app.readers = '*'");
        assertThat(column(server, everybody)).as(table).containsExactly("table-one");
        assertThat(column(server, "select 1 from " + table + " where tenant_id = 'table-two'"))
            .isEmpty();
        assertThat(
                column(
                    server,
                    "select 1 from %1$s a, %1$s b where a.tenant_id <> b.tenant_id"
                        .formatted(table)))
            .isEmpty();
        server.commit();
        assertThatThrownBy(() -> column(server, everybody))
            .as("the setting ends with its transaction")
            .hasMessageContaining("no tenant is set");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"chatdb, concierge", "ragdb, concierge"})
  void aTenantCannotWriteRowsOfAnother(String database, String schema) throws SQLException {
    for (String table : tables(database, schema)) {
      for (String write :
          List.of(
              "update %1$s set tenant_id = 'table-two'",
              "insert into %1$s select (jsonb_populate_record(a,"
                  + " '{\"tenant_id\": \"table-two\"}')).* from %1$s a limit 1")) {
        try (Connection server = open(installed.server().at(database))) {
          assertThatThrownBy(
                  () ->
                      execute(
                          server,
                          "set app.tenant_id = 'table-one'; set app.readers = '*';"
                              + " set search_path = public; "
                              + write.formatted(table)))
              .as(write.formatted(table))
              // Of what can only be added to, no row can be changed at all.
              .hasMessageMatching("(?s).*(row-level security policy|permission denied for).*");
        }
      }
    }
  }

  /**
   * The tier schema: rows of its tenant are nobody else's, though the server's login is the same.
   */
  @Test
  void aSchemaOfATenantsOwnShowsNothingToAnother() throws SQLException {
    for (String table : tables("ragdb", "tenant_table_schema")) {
      try (Connection server = open(installed.server().at("ragdb"))) {
        server.setAutoCommit(false);
        execute(server, "set local app.tenant_id = 'table-one'; set local app.readers = '*'");
        assertThat(column(server, "select 1 from " + table)).isEmpty();
        execute(server, "set local app.tenant_id = 'table-schema'");
        assertThat(column(server, "select 1 from " + table)).as(table).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select pg_read_file('PG_VERSION')",
        "select pg_ls_dir('.')",
        "copy (select 1) to program 'true'",
        "copy pg_class to '/tmp/concierge-copy'",
        "create table public.mine (a int)",
        "create table concierge.mine (a int)",
        "create temp table mine (a int)",
        "create schema mine",
        "create extension dblink",
        "create role mine",
        "set role concierge_owner",
        "set role concierge_lookup",
        "set session authorization postgres",
        "alter role concierge_server bypassrls",
        "alter table concierge.document disable row level security",
        "drop policy tenant on concierge.document",
        "truncate concierge.turn",
        "select * from concierge.flyway_schema_history",
        "select rolpassword from pg_authid",
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'",
        "set row_security = off; set app.tenant_id = 'table-one'; select * from concierge.document",
        "select lo_import('/etc/passwd')",
      })
  void theServersLoginCannot(String statement) throws SQLException {
    try (Connection server = open(installed.server().at("ragdb"))) {
      assertThatThrownBy(() -> execute(server, statement))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  /** Statistics hold samples of rows. */
  @Test
  void noStatisticsAreShown() throws SQLException {
    try (Connection owner = open(administrator.at("ragdb"));
        Connection server = open(installed.server().at("ragdb"))) {
      execute(owner, "analyze concierge.document");
      String statistics =
          "select attname from pg_stats where schemaname = 'concierge' and tablename = 'document'";

      assertThat(column(owner, statistics)).isNotEmpty();
      assertThat(column(server, statistics)).isEmpty();
    }
  }

  @Test
  void onlyItsOwnLoginConnectsToATenantsDatabase() throws SQLException {
    assertThatThrownBy(() -> open(installed.server().at("ragdb_table_database")))
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void aTenantsLoginConnectsToNoOtherDatabase() {
    Map<String, String> settings = settings("table-database");
    for (String database : List.of("chatdb", "ragdb", "ragdb_table_other")) {
      DatabaseLogin own =
          administrator
              .at(database)
              .as(settings.get("DB_USER"), new Secret(settings.get("DB_PASSWORD")));
      assertThatThrownBy(() -> open(own).close())
          .as(database)
          .hasMessageContaining("permission denied for database");
    }
  }

  private static Map<String, String> settings(String tenant) {
    try {
      Map<String, String> settings = new HashMap<>();
      Files.readAllLines(installation.tenantsFolder().resolve(tenant + "/.env"))
          .forEach(line -> settings.put(line.split("=", 2)[0], line.split("=", 2)[1]));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> tables(String database, String schema) throws SQLException {
    try (Connection connection = open(administrator.at(database))) {
      return CatalogueRepository.tables(connection, schema).stream()
          .map((schema + ".")::concat)
          .toList();
    }
  }
}
