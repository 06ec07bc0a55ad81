package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.concierge.it.Terminal.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator tries a live tenant; its people notice nothing, and nothing stays. */
class TenantCheckIT {
  private final TestInstallation installation = TestInstallation.shared();
  @TempDir private Path folder;
  private TestTenant tenant;
  private Terminal terminal;

  @BeforeEach
  void aTenant() {
    tenant = TestTenant.fast(installation, "checked", Map.of());
    terminal = new Terminal(installation, folder);
    tenant.learn("lantern.txt", "The lantern is lit at dusk.");
  }

  @Test
  void aTenantThatWorksIsFoundSoAndNothingIsLeft() throws Exception {
    Outcome outcome = run("--json");

    assertThat(outcome.code()).as(outcome.text()).isZero();
    JsonNode check = outcome.json();
    assertThat(check.path("passed").asBoolean()).isTrue();
    assertThat(TestTenant.texts(check.path("steps"), "name"))
        .containsExactly("server", "upload", "search", "chat", "limits", "isolation", "clean");
    assertThat(rows()).containsExactly(1L, 0L, 3L);
  }

  @Test
  void aServerThatDoesNotAnswerIsToldAndNothingIsLeftEither() throws Exception {
    Outcome outcome =
        terminal.run("", "tenant check --verbose --url http://127.0.0.1:1 " + tenant.id());

    assertThat(outcome.code()).as(outcome.text()).isEqualTo(1);
    assertThat(outcome.text())
        .containsPattern("FAIL server .* does not answer")
        .contains("NOT all is well.");
    assertThat(rows()).containsExactly(1L, 0L, 3L);
  }

  @Test
  void aDryRunTouchesNothing() throws Exception {
    List<Long> before = rows();

    Outcome outcome = run("--dry-run");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.text()).contains("would try", "upload", "nothing was done");
    assertThat(rows()).isEqualTo(before);
    assertThat(tenant.admin().get("/api/v1/audit?action=key.").json().path("items")).isEmpty();
  }

  private Outcome run(String option) throws Exception {
    return terminal.run(
        "", "tenant check " + tenant.id() + " " + option + " --url " + installation.url());
  }

  /** Documents, conversations, keys. */
  private List<Long> rows() {
    Rows rows = new Rows(installation.postgres());
    return List.of(
        rows.number(Rows.RAGDB, "select count(*) from document where tenant_id = ?", tenant.id()),
        rows.number(
            Rows.RAGDB, "select count(*) from conversation where tenant_id = ?", tenant.id()),
        rows.number(Rows.CHATDB, "select count(*) from api_key where tenant_id = ?", tenant.id()));
  }
}
