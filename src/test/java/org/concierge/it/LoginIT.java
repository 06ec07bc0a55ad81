package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concierge.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Getting in with a password, and what keeps others out. */
class LoginIT {
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String ME = "/api/v1/auth/me";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestInstallation installation = TestInstallation.shared();
  private final Api nobody = installation.api().with("X-Request-Id", "the-login");
  private TestTenant tenant;
  private TestPerson person;

  @BeforeEach
  void aPerson() {
    allTriesAgain();
    tenant = TestTenant.fast(installation, "login", Map.of());
    person = TestPerson.in(installation, tenant.id(), tenant.id() + "@example.com", Role.MEMBER);
  }

  /** Other tests log in from this address too. */
  @AfterEach
  void allTriesAgain() {
    new Rows(installation.postgres()).change(Rows.CHATDB, "delete from throttle");
  }

  @Test
  void theRightPasswordOpensTheTenant() {
    JsonNode tokens = login(Map.of("email", person.email(), "password", person.password())).json();

    assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("expires_in").asLong()).isEqualTo(900);
    assertThat(tokens.path("refresh_token").asText()).isNotEmpty();
    JsonNode me = bearer(tokens).get(ME).json();
    assertThat(me.path("kind").asText()).isEqualTo("person");
    assertThat(me.path("id").asText()).isEqualTo(person.id());
    assertThat(me.path("tenant_id").asText()).isEqualTo(tenant.id());
    assertThat(me.path("role").asText()).isEqualTo("member");
    assertThat(me.path("groups").toString()).isEqualTo("[\"staff\"]");
    assertThat(me.path("scopes").toString()).isEqualTo("[\"chat\",\"documents:read\"]");
  }

  @Test
  void anEmailIsTheSameInAnyCase() {
    Map<String, String> shouted =
        Map.of("email", person.email().toUpperCase(), "password", person.password());
    assertThat(login(shouted).status()).isEqualTo(200);
  }

  @Test
  void whoeverIsNotLetInIsToldTheSame() {
    TestPerson off = TestPerson.in(installation, tenant.id(), "off@example.com", Role.MEMBER);
    tenant.admin().patch("/api/v1/users/" + off.id(), Map.of("status", "DISABLED"));
    tenant.admin().post("/api/v1/users", Map.of("email", "invited@example.com"));
    TestTenant still = TestTenant.fast(installation, "login-still", Map.of());
    TestPerson inStill = TestPerson.in(installation, still.id(), "st@example.com", Role.MEMBER);
    suspend(still);
    List<Map<String, String>> attempts = new ArrayList<>();
    for (String tenantId : List.of(tenant.id(), "no-such-tenant", "NOT A TENANT", still.id(), "")) {
      attempts.add(attempt(tenantId, "nobody@example.com", "some password"));
      attempts.add(attempt(tenantId, person.email(), "some password"));
    }
    attempts.add(attempt(tenant.id(), off.email(), off.password()));
    attempts.add(attempt(tenant.id(), "invited@example.com", "some password"));
    attempts.add(attempt(still.id(), inStill.email(), inStill.password()));
    attempts.add(attempt(still.id(), person.email(), person.password()));
    attempts.add(attempt("no-such-tenant", person.email(), person.password()));
    attempts.add(Map.of("email", off.email(), "password", off.password()));
    attempts.add(Map.of("email", person.email(), "password", person.password() + " "));

    Set<String> answers = new HashSet<>();
    for (Map<String, String> attempt : attempts) {
      Answer answer = login(attempt);
      Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
      headers.keySet().removeIf(name -> name.equalsIgnoreCase("date"));
      answers.add(answer.status() + " " + headers + answer.text());
    }

    assertThat(answers).singleElement().asString().startsWith("401");
  }

  @Test
  void aPasswordThatOpensSeveralTenantsAsksForOne() {
    TestTenant second = TestTenant.fast(installation, "login-second", Map.of());
    TestTenant third = TestTenant.fast(installation, "login-third", Map.of());
    TestPerson.in(installation, second.id(), person.email(), Role.ADMIN, person.password());
    TestPerson own =
        TestPerson.in(installation, third.id(), person.email(), Role.ADMIN, "another password 1");

    Answer several = login(Map.of("email", person.email(), "password", person.password()));
    assertThat(several.status()).isEqualTo(409);
    assertThat(several.json().path("detail").asText())
        .contains(tenant.id(), second.id())
        .doesNotContain(third.id());
    Answer one = login(attempt(second.id(), person.email(), person.password()));
    assertThat(bearer(one.json()).get(ME).json().path("role").asText()).isEqualTo("admin");
    Answer other = login(Map.of("email", person.email(), "password", own.password()));
    assertThat(bearer(other.json()).get(ME).json().path("tenant_id").asText())
        .isEqualTo(third.id());
    Answer crossed = login(attempt(third.id(), person.email(), person.password()));
    assertThat(crossed.status()).isEqualTo(401);
  }

  @Test
  void aRefreshTokenIsGoodForOneUse() {
    Map<String, String> token =
        Map.of("refresh_token", person.tokens().at("/refresh_token").asText());
    Answer next = nobody.post("/api/v1/auth/refresh", token);

    assertThat(bearer(next.json()).get(ME).status()).isEqualTo(200);
    assertThat(nobody.post("/api/v1/auth/refresh", token).status()).isEqualTo(401);
    assertThat(nobody.post("/api/v1/auth/refresh", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void whoLogsOutIsOut() {
    Api one = person.api();
    Api two = person.api();
    assertThat(one.post("/api/v1/auth/logout", Map.of()).status()).isEqualTo(204);
    await().atMost(SOON).until(() -> one.get(ME).status() == 401);
    assertThat(two.get(ME).status()).isEqualTo(200);

    Api three = person.api();
    assertThat(three.post("/api/v1/auth/logout", Map.of("everywhere", true)).status())
        .isEqualTo(204);
    await().atMost(SOON).until(() -> two.get(ME).status() == 401 && three.get(ME).status() == 401);
    assertThat(person.api().get(ME).status()).isEqualTo(200);
  }

  @Test
  void oneSeesAndEndsOnesOwnLogins() {
    Api one = person.api();
    Api two = person.api();
    JsonNode items = two.get("/api/v1/auth/logins").json().path("items");
    assertThat(items).hasSize(2);
    assertThat(items.path(0).path("current").asBoolean()).isTrue();
    assertThat(items.path(0).path("channel").asText()).isEqualTo("password");

    TestPerson other = TestPerson.in(installation, tenant.id(), "ot@example.com", Role.ADMIN);
    String former = "/api/v1/auth/logins/" + items.path(1).path("id").asText();
    assertThat(other.api().delete(former).status()).as("by another").isEqualTo(404);
    assertThat(two.delete(former).status()).isEqualTo(204);
    await().atMost(SOON).until(() -> one.get(ME).status() == 401);
    assertThat(two.get(ME).status()).isEqualTo(200);
  }

  @Test
  void aNewPasswordEndsAllOtherLogins() {
    Api one = person.api();
    Api two = person.api();
    String path = "/api/v1/auth/password";
    Map<String, String> wrong = Map.of("password", "not it", "new_password", "a much better one");
    assertThat(two.post(path, wrong).status()).isEqualTo(403);
    Map<String, String> weak = Map.of("password", person.password(), "new_password", "12345678");
    assertThat(two.post(path, weak).status()).isEqualTo(422);
    Map<String, String> good =
        Map.of("password", person.password(), "new_password", "a much better one");

    Api fresh = bearer(two.post(path, good).json());

    assertThat(fresh.get(ME).status()).isEqualTo(200);
    await().atMost(SOON).until(() -> one.get(ME).status() == 401 && two.get(ME).status() == 401);
    assertThat(person.login(nobody, person.password()).status()).isEqualTo(401);
    assertThat(person.login(nobody, "a much better one").status()).isEqualTo(200);
  }

  @Test
  void aKeyIsNobodyWhoLogsIn() {
    JsonNode me = tenant.chat().get(ME).json();
    assertThat(me.path("kind").asText()).isEqualTo("key");
    assertThat(me.has("email")).isFalse();
    assertThat(tenant.chat().get("/api/v1/auth/logins").status()).isEqualTo(403);
    assertThat(tenant.chat().post("/api/v1/auth/logout", Map.of()).status()).isEqualTo(403);
  }

  @Test
  void theSettingsNameAFirstAdministratorAndNoOther() {
    Map<String, String> settings =
        Map.of("ADMIN_USERNAME", "Chief", "ADMIN_PASSWORD", "first of all here");
    TestTenant own = TestTenant.fast(installation, "login-first", settings);
    Map<String, String> attempt = attempt(own.id(), "chief", "first of all here");

    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(3))
        .until(() -> login(attempt).status() == 200);
    assertThat(bearer(login(attempt).json()).get("/api/v1/users").json().path("items")).hasSize(1);
  }

  @Test
  void whatIsMissingIsNamed() {
    for (Object body : List.of(Map.of(), Map.of("email", "a"), Map.of("password", "a"), "null")) {
      assertThat(login(body).status()).as("" + body).isEqualTo(400);
    }
    assertThat(login(attempt("", "two words", "x")).status()).isEqualTo(400);
    assertThat(login(attempt("", "x".repeat(300), "x")).status()).isEqualTo(400);
  }

  private Answer login(Object body) {
    return nobody.post(LOGIN, body);
  }

  private static Map<String, String> attempt(String tenant, String email, String password) {
    return tenant.isEmpty()
        ? Map.of("email", email, "password", password)
        : Map.of("tenant_id", tenant, "email", email, "password", password);
  }

  private void suspend(TestTenant suspended) {
    Map<String, String> settings = Map.of("TENANT_SUSPENDED", "true", "PLAN", "enterprise");
    installation.writeSettings(suspended.id(), settings);
    await().atMost(SOON).until(() -> suspended.admin().get("/api/v1/documents").status() != 200);
  }

  private Api bearer(JsonNode tokens) {
    return installation.api().withBearer(tokens.path("access_token").asText());
  }
}
