package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.concierge.audit.Audit;
import org.concierge.conversation.HistoryRepository;
import org.concierge.it.Terminal.Outcome;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Migrations;
import org.concierge.review.Retention;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long conversations are kept: as the settings say, and on legal hold for ever. */
class RetentionIT {
  private static final TestInstallation INSTALLATION = TestInstallation.shared();

  @TempDir private Path folder;

  @Test
  void whatNobodyHasUsedForSoLongGoesByItself() {
    TestTenant keeping = tenant("keeping", Map.of("KEEP_CONVERSATIONS_DAYS", "30"));
    TestTenant forEver = tenant("forever", Map.of());
    TestTenant held = tenant("held", Map.of("KEEP_CONVERSATIONS_DAYS", "30", "LEGAL_HOLD", "true"));
    for (TestTenant tenant : new TestTenant[] {keeping, forEver, held}) {
      tenant.ask(Map.of("session_id", "old", "message", "Anybody there?"));
      age(tenant, 31);
      tenant.ask(Map.of("session_id", "new", "message", "Anybody there?"));
    }

    cleanAll();

    assertThat(TestTenant.texts(sessions(keeping), "session_id")).containsExactly("new");
    assertThat(sessions(forEver)).hasSize(2);
    assertThat(sessions(held)).hasSize(2);
    assertThat(keeping.admin().get("/api/v1/audit?action=conversation.cleaned").text())
        .contains("\"schedule\"");
  }

  @Test
  void onLegalHoldNobodyDeletes() throws Exception {
    TestTenant held = tenant("hold", Map.of("LEGAL_HOLD", "true"));
    held.ask(Map.of("session_id", "kept", "message", "Anybody there?"));
    age(held, 31);
    String id = held.chat().get("/api/v1/conversations").json().at("/items/0/id").asText();

    Answer refused = held.chat().delete("/api/v1/conversations/" + id);
    Outcome cleaned =
        new Terminal(INSTALLATION, folder)
            .run("", "history cleanup --tenant " + held.id() + " --days 30");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").asText()).contains("legal hold");
    assertThat(cleaned.code()).as(cleaned.text()).isEqualTo(1);
    assertThat(cleaned.text()).contains("legal hold");
    assertThat(sessions(held)).hasSize(1);
  }

  private static TestTenant tenant(String name, Map<String, String> settings) {
    return TestTenant.fast(INSTALLATION, "kept-" + name, settings);
  }

  /** All that is there was last used so many days ago. */
  private static void age(TestTenant tenant, int days) {
    new Rows(INSTALLATION.postgres())
        .change(
            Rows.RAGDB,
            "update conversation set updated_at = now() - make_interval(days => ?)"
                + " where tenant_id = ?",
            days,
            tenant.id());
  }

  private static JsonNode sessions(TestTenant tenant) {
    return tenant.admin().get("/api/v1/admin/sessions").json().path("items");
  }

  /** As each hour in the server. */
  private static void cleanAll() {
    Clock clock = Clock.systemUTC();
    Installation installation = Installation.from(INSTALLATION.settings()::get);
    Tenants tenants = new Tenants(installation.tenantsFolder());
    tenants.refresh();
    try (Databases databases =
        new Databases(installation, tenants, new DataSources(2), new Migrations(clock))) {
      new Retention(tenants, new HistoryRepository(databases), new Audit(databases), clock)
          .cleanAll();
    }
  }
}
