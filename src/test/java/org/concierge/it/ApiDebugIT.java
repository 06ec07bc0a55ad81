package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log of a tenant's requests: what is in it, who may read it, when it ends. */
class ApiDebugIT {
  private static final String LOGS = "/api/v1/api-debug/logs";
  private static final String SECRET = "canaryword";

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void aTenantThatIsLookedInto() {
    installation = TestInstallation.shared();
    tenant = debugged("debugged", Map.of());
    tenant.ask("Where is the " + SECRET + "?");
    tenant.chat().get("/api/v1/users?x=" + SECRET);
    tenant.admin().get("/api/v1/documents/" + SECRET);
  }

  private static TestTenant debugged(String name, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("API_DEBUG_LOGGING_ENABLED", "true");
    settings.put("API_DEBUG_USERNAME", "debug-" + name);
    settings.put("API_DEBUG_PASSWORD", "secret-" + name);
    settings.putAll(more);
    return TestTenant.fast(installation, name, settings);
  }

  @Test
  void requestsAreInItAndNothingOfWhatTheySaid() {
    await().atMost(Duration.ofSeconds(5)).until(() -> logs().path("items").size() >= 3);

    Answer answer = reader("debugged").get(LOGS);
    assertThat(answer.text())
        .contains("POST /chat", "GET /documents/{id}", "lacks the scope users")
        .doesNotContain(SECRET)
        .doesNotContain(tenant.access().chatKey())
        .doesNotContain("secret-debugged");
    JsonNode forbidden = reader("debugged").get(LOGS + "?status=403").json().path("items");
    assertThat(forbidden).hasSize(1);
    assertThat(forbidden.get(0).path("route").asText()).isEqualTo("GET /users");
    assertThat(forbidden.get(0).path("request_id").asText()).isNotBlank();
    assertThat(forbidden.get(0).path("caller").asText())
        .isNotBlank()
        .isNotEqualTo(tenant.access().chatKey());
    assertThat(reader("debugged").get("/api-debug/logs").status()).isEqualTo(200);
  }

  @Test
  void nobodyElseReadsIt() {
    TestTenant other = debugged("other-debugged", Map.of());
    for (Api stranger :
        new Api[] {
          installation.api(),
          tenant.admin(),
          basic("debug-debugged", "secret-other-debugged"),
          basic("", ""),
          installation.api().with("Authorization", "Basic !")
        }) {
      Answer answer = stranger.get(LOGS);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
    }
    assertThat(reader("debugged").get(LOGS + "?tenant=" + other.id()).status()).isEqualTo(401);
    assertThat(reader("other-debugged").get(LOGS + "?tenant=" + other.id()).text())
        .doesNotContain("POST /chat");
  }

  @Test
  void aTenantThatDoesNotServeItHasNone() {
    TestTenant none = debugged("undebugged", Map.of("ENDPOINT_API_DEBUG_ENABLED", "false"));

    assertThat(reader("undebugged").get(LOGS + "?tenant=" + none.id()).status()).isEqualTo(404);
  }

  @Test
  void itEndsByItselfADayAfterItWasSwitchedOn() throws IOException {
    TestTenant old = debugged("old-debugged", Map.of());
    Path settings = installation.tenantsFolder().resolve(old.id()).resolve(".env");
    Files.setLastModifiedTime(settings, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> !reader("old-debugged").get(LOGS).json().path("logging").asBoolean());
    old.ask("Is anybody there?");
    assertThat(reader("old-debugged").get(LOGS).text()).doesNotContain("POST /chat");
  }

  private static JsonNode logs() {
    return reader("debugged").get(LOGS).json();
  }

  private static Api reader(String name) {
    return basic("debug-" + name, "secret-" + name);
  }

  private static Api basic(String user, String password) {
    byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return installation
        .api()
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
  }
}
