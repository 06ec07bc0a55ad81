package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.concierge.it.KeysIT.create;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an API key is limited to: until when, from where, how often; and how its use is told. */
class KeyLimitsIT {
  private static final String KEYS = "/api/v1/keys";
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "key-limits", Map.of());
  }

  @Test
  void anExpiredKeyOpensNothing() {
    String expiry = Instant.now().plusSeconds(3).toString();
    String key =
        create(
                tenant.admin(),
                Map.of("name", "short", "scopes", List.of("documents:read"), "expires_at", expiry))
            .path("key")
            .asText();
    assertThat(documents(key)).isEqualTo(200);

    await().atMost(A_MINUTE).until(() -> documents(key) == 401);
  }

  @Test
  void aKeyWorksFromItsOwnOriginsAlone() {
    String key =
        create(
                tenant.admin(),
                Map.of(
                    "name", "web",
                    "scopes", List.of("documents:read"),
                    "allowed_origins", List.of("https://Shop.example")))
            .path("key")
            .asText();
    Api api = installation.api().withKey(key);

    assertThat(api.get("/api/v1/documents").status()).as("no browser").isEqualTo(200);
    assertThat(api.with("Origin", "https://shop.example").get("/api/v1/documents").status())
        .isEqualTo(200);
    for (String origin :
        List.of(
            "https://evil.example",
            "http://shop.example",
            "https://shop.example.evil.example",
            "https://shop.example:8443",
            "null")) {
      assertThat(api.with("Origin", origin).get("/api/v1/documents").status())
          .as(origin)
          .isEqualTo(403);
    }
  }

  @Test
  void aKeyMakesAsManyRequestsAMinuteAsItMay() {
    JsonNode made =
        create(
            tenant.admin(),
            Map.of("name", "slow", "scopes", List.of("documents:read"), "rate_limit", 3));
    Api api = installation.api().withKey(made.path("key").asText());
    List<Integer> statuses = new ArrayList<>();
    Answer last = null;
    for (int i = 0; i < 5; i++) {
      last = api.get("/api/v1/documents");
      statuses.add(last.status());
    }

    assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 20);
    tenant.admin().patch(KEYS + "/" + made.path("id").asText(), Map.of("rate_limit", 0));
    assertThat(api.get("/api/v1/documents").status()).isEqualTo(200);
  }

  @Test
  void theUsesOfAKeyAreCounted() {
    JsonNode made = create(tenant.admin(), "counted", List.of("documents:read"));
    documents(made.path("key").asText());
    documents(made.path("key").asText());

    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                tenant
                    .admin()
                    .get(KEYS + "/" + made.path("id").asText())
                    .json()
                    .path("use_count")
                    .asInt(),
            count -> count == 2);
  }

  private static int documents(String key) {
    return installation.api().withKey(key).get("/api/v1/documents").status();
  }
}
