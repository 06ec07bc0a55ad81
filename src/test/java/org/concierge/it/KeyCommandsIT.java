package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key ...} as an operator calls it, beside a running server. */
class KeyCommandsIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private final TestInstallation installation = TestInstallation.shared();
  @TempDir private Path folder;
  private TestTenant tenant;

  @BeforeEach
  void aTenant() {
    tenant = TestTenant.fast(installation, "cli-keys", Map.of());
  }

  @Test
  void aKeyIsMadeListedRenewedAndEnded() throws Exception {
    JsonNode made = run("key create --json --name Nightly --scope documents:read").json();
    String key = made.path("key").asText();
    assertThat(key).startsWith("ck_");
    assertThat(status(key)).as("at once").isEqualTo(200);

    String list = run("key list --json").text();
    assertThat(list).contains("Nightly").doesNotContain(key);
    String prefix = made.path("prefix").asText();
    JsonNode renewed = run("key rotate --json --overlap-hours 1 " + prefix).json();
    String second = renewed.path("key").asText();
    assertThat(second).isNotEqualTo(key);
    assertThat(status(second)).isEqualTo(200);
    assertThat(status(key)).as("the former, for an hour").isEqualTo(200);

    assertThat(run("key revoke " + made.path("id").asText()).code()).isZero();
    await().atMost(SOON).until(() -> status(second) == 401 && status(key) == 401);
    assertThat(run("key list").text()).contains("revoked");
    assertThat(actions()).contains("key.created", "key.rotated", "key.revoked");
  }

  @Test
  void whatCannotBeIsOneLine() throws Exception {
    for (String wrong : List.of("key create --name X --scope platform", "key revoke no-such")) {
      Terminal.Outcome outcome = run(wrong);
      assertThat(outcome.code()).as(wrong).isEqualTo(1);
      assertThat(outcome.text().strip().lines()).as(wrong + outcome.text()).hasSize(1);
    }
    String other = TestTenant.fast(installation, "cli-keys", Map.of()).id();
    String prefix = tenant.admin().get("/api/v1/keys").json().at("/items/0/prefix").asText();
    assertThat(
            new Terminal(installation, folder)
                .run("", "key revoke --tenant " + other + " " + prefix)
                .code())
        .as("another tenant's key")
        .isEqualTo(1);
  }

  private Terminal.Outcome run(String line) throws Exception {
    return new Terminal(installation, folder).run("", line, "--tenant", tenant.id());
  }

  private List<String> actions() {
    JsonNode items = tenant.admin().get("/api/v1/audit?action=key.").json().path("items");
    assertThat(items).allMatch(item -> item.path("actor_name").asText().equals("command line"));
    return TestTenant.texts(items, "action");
  }

  private int status(String key) {
    return installation.api().withKey(key).get("/api/v1/documents").status();
  }
}
