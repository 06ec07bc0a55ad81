package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tenant's API keys: made, changed, renewed, revoked. */
class KeysIT {
  private static final String KEYS = "/api/v1/keys";
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static TestTenant other;

  @BeforeAll
  static void tenants() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "keys", Map.of());
    other = TestTenant.fast(installation, "keys-other", Map.of());
  }

  /** A new key as its maker is shown it, once. */
  static JsonNode create(Api admin, String name, List<String> scopes) {
    return create(admin, Map.of("name", name, "scopes", scopes));
  }

  static JsonNode create(Api admin, Map<String, ?> request) {
    Answer answer = admin.post(KEYS, request);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  @Test
  void aKeyIsShownOnceAndStoredAsAHash() {
    JsonNode made = create(tenant.admin(), "shown", List.of("documents:read"));
    String text = made.path("key").asText();

    assertThat(text).startsWith(made.path("prefix").asText() + "_");
    assertThat(documents(text)).isEqualTo(200);
    assertThat(tenant.admin().get(KEYS).text())
        .contains(made.path("id").asText())
        .doesNotContain(text.split("_")[2]);
    assertThat(tenant.admin().get(KEYS + "/" + made.path("id").asText()).json().has("key"))
        .isFalse();
    assertThat(
            new Rows(installation.postgres())
                .number(
                    Rows.CHATDB,
                    "select count(*) from api_key k where k::text like ?",
                    "%" + text.split("_")[2] + "%"))
        .isZero();
  }

  @Test
  void aKeyMayWhatItsScopesSay() {
    String key = create(tenant.admin(), "reader", List.of("documents:read")).path("key").asText();
    Api api = installation.api().withKey(key);

    assertThat(api.get("/api/v1/documents").status()).isEqualTo(200);
    assertThat(api.post("/api/v1/chat", Map.of("message", "a")).status()).isEqualTo(403);
    assertThat(api.get(KEYS).status()).isEqualTo(403);
    assertThat(api.post(KEYS, Map.of("name", "x", "scopes", List.of("chat"))).status())
        .isEqualTo(403);
  }

  @Test
  void nobodyMakesOrRenewsAKeyThatMayMoreThanTheyThemselves() {
    String maker = create(tenant.admin(), "maker", List.of("keys", "chat")).path("key").asText();
    Api limited = installation.api().withKey(maker);
    String strong = create(tenant.admin(), "strong", List.of("settings")).path("id").asText();

    for (String scope : List.of("settings", "users", "platform")) {
      assertThat(limited.post(KEYS, Map.of("name", "x", "scopes", List.of(scope))).status())
          .as(scope)
          .isEqualTo(403);
    }
    assertThat(
            tenant.admin().post(KEYS, Map.of("name", "x", "scopes", List.of("platform"))).status())
        .isEqualTo(403);
    assertThat(limited.post(KEYS + "/" + strong + "/rotate", Map.of()).status()).isEqualTo(403);
    assertThat(limited.post(KEYS, Map.of("name", "x", "scopes", List.of("chat"))).status())
        .isEqualTo(201);
  }

  @Test
  void whatIsNotAskedForCannotBeSet() {
    UUID id = UUID.randomUUID();
    Answer answer =
        tenant
            .admin()
            .post(
                KEYS,
                Map.of(
                    "name",
                    "mass",
                    "scopes",
                    List.of("chat"),
                    "id",
                    id,
                    "use_count",
                    5,
                    "imported",
                    true,
                    "prefix",
                    "ck_mine"));

    assertThat(answer.json().path("id").asText()).isNotEqualTo(id.toString());
    assertThat(answer.json().path("use_count").asInt()).isZero();
    assertThat(answer.json().path("imported").asBoolean()).isFalse();
    assertThat(
            tenant
                .admin()
                .post(KEYS, Map.of("name", "x", "scopes", List.of("chat"), "tenant_id", other.id()))
                .status())
        .isEqualTo(403);
  }

  @Test
  void aBadRequestIsToldInASentence() {
    for (Map<String, ?> bad :
        List.<Map<String, ?>>of(
            Map.of("scopes", List.of("chat")),
            Map.of("name", " ", "scopes", List.of("chat")),
            Map.of("name", "x"),
            Map.of("name", "x", "scopes", List.of()),
            Map.of("name", "x", "scopes", List.of("everything")),
            Map.of("name", "x", "scopes", List.of("chat"), "expires_at", "tomorrow"),
            Map.of("name", "x", "scopes", List.of("chat"), "expires_at", "2020-01-01T00:00:00Z"),
            Map.of("name", "x", "scopes", List.of("chat"), "rate_limit", -1),
            Map.of("name", "x", "scopes", List.of("chat"), "allowed_origins", List.of("*")),
            Map.of(
                "name",
                "x",
                "scopes",
                List.of("chat"),
                "allowed_origins",
                List.of("https://a.example/path")))) {
      Answer answer = tenant.admin().post(KEYS, bad);
      assertThat(answer.status()).as(bad.toString()).isEqualTo(400);
    }
  }

  @Test
  void aRevokedKeyOpensNothing() {
    JsonNode made = create(tenant.admin(), "revoked", List.of("documents:read"));
    String key = made.path("key").asText();
    assertThat(documents(key)).isEqualTo(200);

    assertThat(tenant.admin().delete(KEYS + "/" + made.path("id").asText()).status())
        .isEqualTo(204);

    await().atMost(A_MINUTE).until(() -> documents(key) == 401);
    assertThat(
            tenant
                .admin()
                .get(KEYS + "/" + made.path("id").asText())
                .json()
                .path("revoked_at")
                .asText())
        .isNotEmpty();
    assertThat(
            tenant
                .admin()
                .post(KEYS + "/" + made.path("id").asText() + "/rotate", Map.of())
                .status())
        .isEqualTo(409);
  }

  @Test
  void aNewSecretAndTheFormerWorkSideBySideForAWhile() {
    JsonNode made = create(tenant.admin(), "rotated", List.of("documents:read"));
    String path = KEYS + "/" + made.path("id").asText();
    String former = made.path("key").asText();

    JsonNode rotated = tenant.admin().post(path + "/rotate", Map.of()).json();
    String next = rotated.path("key").asText();

    assertThat(next).isNotEqualTo(former).startsWith(made.path("prefix").asText() + "_");
    assertThat(documents(former)).isEqualTo(200);
    assertThat(documents(next)).isEqualTo(200);
    String last =
        tenant
            .admin()
            .post(path + "/rotate", Map.of("overlap_hours", 0))
            .json()
            .path("key")
            .asText();
    await().atMost(A_MINUTE).until(() -> documents(former) == 401 && documents(next) == 401);
    assertThat(documents(last)).isEqualTo(200);
  }

  @Test
  void aKeyIsChangedAndKeepsItsScopes() {
    JsonNode made = create(tenant.admin(), "before", List.of("chat"));
    String path = KEYS + "/" + made.path("id").asText();
    JsonNode changed =
        tenant
            .admin()
            .patch(path, Map.of("name", "after", "expires_at", "2100-01-01T00:00:00Z"))
            .json();

    assertThat(changed.path("name").asText()).isEqualTo("after");
    assertThat(changed.path("expires_at").asText()).isEqualTo("2100-01-01T00:00:00Z");
    assertThat(tenant.admin().patch(path, Map.of("expires_at", "")).json().has("expires_at"))
        .isFalse();
    assertThat(tenant.admin().patch(path, Map.of("scopes", List.of("keys"))).status())
        .isEqualTo(400);
  }

  @Test
  void aLongListComesInPagesThatMissNothing() {
    TestTenant many = TestTenant.fast(installation, "keys-many", Map.of());
    for (int i = 0; i < 5; i++) {
      create(many.admin(), "key " + i, List.of("chat"));
    }
    List<String> all = TestTenant.texts(many.admin().get(KEYS).json().path("items"), "id");
    List<String> paged = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = many.admin().get(KEYS + "?limit=2&cursor=" + next).json();
      assertThat(page.path("items")).hasSizeLessThanOrEqualTo(2);
      paged.addAll(TestTenant.texts(page.path("items"), "id"));
      next = page.path("next_cursor").asText("");
    } while (!next.isEmpty());

    assertThat(all).hasSize(8);
    assertThat(paged).isEqualTo(all);
    String cursor = many.admin().get(KEYS + "?limit=1").json().path("next_cursor").asText();
    assertThat(tenant.admin().get(KEYS + "?cursor=" + cursor).status()).isEqualTo(400);
    assertThat(many.admin().get(KEYS + "?limit=0").status()).isEqualTo(400);
  }

  @Test
  void anotherTenantsKeyIsNotFound() {
    String id = create(other.admin(), "foreign", List.of("chat")).path("id").asText();

    for (String unknown : List.of(id, UUID.randomUUID().toString(), "no-id")) {
      assertThat(tenant.admin().get(KEYS + "/" + unknown).status()).isEqualTo(404);
      assertThat(tenant.admin().delete(KEYS + "/" + unknown).status()).isEqualTo(404);
      assertThat(tenant.admin().patch(KEYS + "/" + unknown, Map.of("name", "x")).status())
          .isEqualTo(404);
      assertThat(tenant.admin().post(KEYS + "/" + unknown + "/rotate", Map.of()).status())
          .isEqualTo(404);
    }
    assertThat(other.admin().get(KEYS + "/" + id).json().path("revoked_at").isMissingNode())
        .isTrue();
  }

  private static int documents(String key) {
    return installation.api().withKey(key).get("/api/v1/documents").status();
  }
}
