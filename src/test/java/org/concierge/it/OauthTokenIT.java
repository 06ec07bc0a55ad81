package org.concierge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The endpoint that gives bearers: for a key, and what it says to everything else. */
class OauthTokenIT {
  private static final String TOKEN = "/oauth/token";
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "oauth-token", Map.of());
  }

  @Test
  void aKeyBuysABearerForAQuarterOfAnHour() {
    JsonNode key = KeysIT.create(tenant.admin(), "program", List.of("chat", "documents:read"));
    Answer answer = token(ofKey(key));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(900);
    assertThat(answer.json().path("scope").asText()).isEqualTo("chat documents:read");
    assertThat(answer.json().has("refresh_token")).isFalse();
    String bearer = answer.json().path("access_token").asText();
    assertThat(documents(bearer)).isEqualTo(200);
    assertThat(get("/api/v1/keys", bearer)).isEqualTo(403);

    tenant.admin().delete("/api/v1/keys/" + key.path("id").asText());
    await().atMost(A_MINUTE).until(() -> documents(bearer) == 401);
    assertError(token(ofKey(key)), 401, "invalid_client");
  }

  @Test
  void aKeyBuysNoMoreThanItHas() {
    JsonNode key = KeysIT.create(tenant.admin(), "little", List.of("chat", "documents:read"));
    Map<String, String> less = ofKey(key);
    less.put("scope", "chat");
    Map<String, String> more = ofKey(key);
    more.put("scope", "chat keys");

    Answer granted = token(less);
    assertThat(granted.json().path("scope").asText()).isEqualTo("chat");
    assertThat(documents(granted.json().path("access_token").asText())).isEqualTo(403);
    assertError(token(more), 400, "invalid_scope");
  }

  @Test
  void aBadRequestIsToldInTheWordsOfTheStandard() {
    JsonNode key = KeysIT.create(tenant.admin(), "errors", List.of("chat"));
    Map<String, String> otherId = ofKey(key);
    otherId.put("client_id", "ck_00000000");

    assertError(token(Map.of()), 400, "invalid_request");
    assertError(token(Map.of("grant_type", "password")), 400, "unsupported_grant_type");
    assertError(token(Map.of("grant_type", "client_credentials")), 400, "invalid_request");
    assertError(token(otherId), 401, "invalid_client");
    assertError(
        token(Map.of("grant_type", "refresh_token", "refresh_token", "x")), 400, "invalid_grant");
    assertError(send("grant_type=refresh_token&grant_type=password"), 400, "invalid_request");
    Answer inQuery =
        installation
            .api()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", TOKEN + "?" + form(ofKey(key)), BodyPublishers.ofString(""));
    assertThat(inQuery.status()).as("never in the address").isEqualTo(400);
  }

  @Test
  void theMetadataSaysWhereEverythingIs() {
    Answer answer = installation.api().get("/.well-known/oauth-authorization-server");

    assertThat(answer.json().path("issuer").asText()).isEqualTo(installation.url().toString());
    assertThat(answer.json().path("token_endpoint").asText()).isEqualTo(installation.url() + TOKEN);
    assertThat(answer.json().at("/code_challenge_methods_supported").toString())
        .isEqualTo("[\"S256\"]");
  }

  private static Map<String, String> ofKey(JsonNode key) {
    return new TreeMap<>(
        Map.of(
            "grant_type", "client_credentials",
            "client_id", key.path("prefix").asText(),
            "client_secret", key.path("key").asText()));
  }

  static Answer token(Map<String, String> form) {
    return send(form(form));
  }

  static Answer send(String form) {
    return TestInstallation.shared()
        .api()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", TOKEN, BodyPublishers.ofString(form));
  }

  static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  static void assertError(Answer answer, int status, String error) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.json().path("error").asText()).isEqualTo(error);
  }

  static int documents(String bearer) {
    return get("/api/v1/documents", bearer);
  }

  static int get(String path, String bearer) {
    return TestInstallation.shared().api().withBearer(bearer).get(path).status();
  }
}
