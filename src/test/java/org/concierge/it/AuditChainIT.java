package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.audit.AuditRepository;
import org.concierge.audit.AuditTrail;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.InstalledDatabases;
import org.concierge.persistence.Migrations;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The chain of a tenant's events: kept by the database, whoever writes, and not to be changed
 * unnoticed.
 */
class AuditChainIT {
  private static TestInstallation installation;
  private static TestTenant tenant;
  private static AuditRows rows;
  private static Databases databases;
  private static AuditTrail trail;

  @BeforeAll
  static void aNodeOfOurOwn() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "chain", Map.of());
    rows = new AuditRows(tenant);
    Installation settings = Installation.from(installation.settings()::get);
    databases =
        new Databases(
            settings,
            new Tenants(settings.tenantsFolder()),
            new DataSources(4),
            new Migrations(Clock.systemUTC()));
    trail = new AuditTrail(new AuditRepository(databases));
  }

  @AfterAll
  static void close() {
    databases.close();
  }

  /** What a thief of the server's login can do to it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_event set action = 'x'",
        "delete from audit_event",
        "truncate audit_event",
        "alter table audit_event disable trigger chain",
        "drop trigger chain on audit_event",
        "delete from audit_head"
      })
  void theServersLoginCannot(String statement) throws Exception {
    try (Connection server = asServer()) {
      assertThatThrownBy(() -> Sql.execute(server, statement))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void theServersLoginChoosesNeitherPlaceNorHash() throws Exception {
    TenantId id = freshTenant();
    write(id, 2);
    try (Connection server = asServer()) {
      Sql.execute(
          server,
          "set app.tenant_id = '%s'; insert into audit_event values ('%s', 77, now(), '%s', 'x', 'x', '', '', 1, '{}', '', '')"
              .formatted(id, id, UUID.randomUUID()));
    }

    assertThat(trail.verify(id).events()).isEqualTo(3);
    assertThat(trail.verify(id).breaches()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update audit_event set action = 'nothing' where sequence = 3 and|event 3 was altered",
        "update audit_event set details = '{\"a\": 1}' where sequence = 2 and|event 2 was altered",
        "update audit_event set at = at + interval '1 microsecond' where sequence = 4 and|event 4 was altered",
        "delete from audit_event where sequence = 1 and|event 1 is missing",
        "delete from audit_event where sequence = 3 and|event 3 is missing",
        "delete from audit_event where sequence = 5 and|event 5 is missing",
        "update audit_event set sequence = case sequence when 2 then 102 else 2 end where sequence in (2) and|event 2 is missing",
        "update audit_event set hash = sha256('x') where sequence = 5 and|event 5 was altered",
      })
  void whateverTheSuperuserChangesIsNamed(String change, String breach) throws SQLException {
    TenantId id = freshTenant();
    write(id, 5);
    assertThat(trail.verify(id).breaches()).isEmpty();

    rows.spoil(change + " tenant_id = '" + id + "'");

    assertThat(trail.verify(id).breaches()).contains(breach);
  }

  @Test
  void eventsThatChangePlacesAreNamed() throws SQLException {
    TenantId id = freshTenant();
    write(id, 5);
    String set =
        "update audit_event set sequence = %d where sequence = %d and tenant_id = '" + id + "';";

    rows.spoil(set.formatted(99, 2) + set.formatted(2, 3) + set.formatted(3, 99));

    assertThat(trail.verify(id).breaches()).contains("event 2 was altered", "event 3 was altered");
  }

  /** The server's own pool beside ours: two nodes, four threads each. */
  @Test
  void manyAtOnceKeepOneChain() {
    TenantId id = new TenantId(tenant.id());
    long before = trail.verify(id).events();
    Audit audit = new Audit(databases);
    Caller caller = new Caller(UUID.randomUUID(), "crowd", id, "");
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      threads.add(
          CompletableFuture.runAsync(
              () ->
                  IntStream.range(0, 125)
                      .forEach(i -> audit.record(caller, "crowded", "" + i, Map.of("i", i)))));
    }
    for (int i = 0; i < 40; i++) {
      tenant.search("spices", 1);
    }
    threads.forEach(CompletableFuture::join);

    AuditTrail.Verification found = trail.verify(id);

    assertThat(found.breaches()).isEmpty();
    assertThat(found.events()).isGreaterThanOrEqualTo(before + 500);
  }

  @Test
  void theServersChainIsUnbroken() {

    assertThat(trail.verify(new TenantId(tenant.id())).breaches()).isEmpty();
  }

  private static void write(TenantId id, int events) {
    Audit audit = new Audit(databases);
    for (int i = 0; i < events; i++) {
      audit.record(Caller.commandLine(id), "tested", "é" + i, Map.of("n", i, "ü", "\"x\""));
    }
  }

  /** The audit asks of a tenant nothing but its name. */
  private static TenantId freshTenant() {
    return new TenantId("a" + UUID.randomUUID().toString().substring(0, 20));
  }

  private static Connection asServer() throws Exception {
    Connection server =
        Sql.open(InstalledDatabases.read(installation.home()).orElseThrow().server());
    Sql.execute(
        server, "set search_path = concierge, public; set app.tenant_id = '" + tenant.id() + "'");
    return server;
  }
}
