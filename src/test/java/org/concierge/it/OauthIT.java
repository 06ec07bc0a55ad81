package org.concierge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.concierge.it.OauthTokenIT.assertError;
import static org.concierge.it.OauthTokenIT.documents;
import static org.concierge.it.OauthTokenIT.form;
import static org.concierge.it.OauthTokenIT.get;
import static org.concierge.it.OauthTokenIT.token;

import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs of others get in with a person's yes. */
class OauthIT {
  private static final String BACK = "https://app.example/callback";
  private static final String VERIFIER = "v".repeat(50);
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static TestTenant other;
  private static People people;

  @BeforeAll
  static void tenants() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "oauth", Map.of());
    other = TestTenant.fast(installation, "oauth-other", Map.of());
    people = new People(installation);
  }

  @AfterAll
  static void close() {
    people.close();
  }

  @Test
  void aPersonsYesLetsAProgramIn() throws Exception {
    User user = people.create(tenant.id(), Role.ADMIN);
    String client = client(BACK);
    String code = approved(user, client, BACK);
    Map<String, String> form = ofCode(client, code);

    Answer answer = token(form);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().path("scope").asText()).isEqualTo("documents:read");
    String bearer = answer.json().path("access_token").asText();
    assertThat(documents(bearer)).isEqualTo(200);
    assertThat(get("/api/v1/keys", bearer)).as("less than the person").isEqualTo(403);
    Answer refreshed =
        token(
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                client,
                "refresh_token",
                answer.json().path("refresh_token").asText()));
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(documents(refreshed.json().path("access_token").asText())).isEqualTo(200);
  }

  @Test
  void aCodeThatComesAgainEndsWhatItBegan() throws Exception {
    User user = people.create(tenant.id(), Role.MEMBER);
    String client = client(BACK);
    Map<String, String> form = ofCode(client, approved(user, client, BACK));
    String bearer = token(form).json().path("access_token").asText();
    assertThat(documents(bearer)).isEqualTo(200);

    assertError(token(form), 400, "invalid_grant");

    await().atMost(A_MINUTE).until(() -> documents(bearer) == 401);
  }

  @Test
  void aCodeIsWorthNothingToAnybodyElse() throws Exception {
    User user = people.create(tenant.id(), Role.MEMBER);
    String client = client(BACK);
    String second = client(BACK);
    for (Map<String, String> change :
        List.of(
            Map.of("client_id", second),
            Map.of("redirect_uri", BACK + "/"),
            Map.of("code_verifier", "w".repeat(50)),
            Map.of("code_verifier", "short"))) {
      Map<String, String> form = ofCode(client, approved(user, client, BACK));
      form.putAll(change);
      assertError(token(form), 400, "invalid_grant");
    }
  }

  @Test
  void withoutALoginTheBrowserIsSentThereFirst() {
    Answer answer = installation.api().get("/oauth/authorize?client_id=cc_x&state=a%26b");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/dashboard/login.xhtml?then=%2Foauth%2F");
    assertThat(URLDecoder.decode(answer.header("Location"), UTF_8))
        .endsWith("/oauth/authorize?client_id=cc_x&state=a%26b");
  }

  @Test
  void aPersonIsAskedAboutKnownProgramsAtTheirOwnAddressAlone() throws Exception {
    Api person = people.as(people.create(tenant.id(), Role.MEMBER));
    String client = client(BACK);
    String foreign =
        other
            .admin()
            .post("/api/v1/keys/clients", Map.of("name", "Foreign", "redirect_uris", List.of(BACK)))
            .json()
            .path("client_id")
            .asText();
    Map<String, String> question = question(client);

    Answer asked = person.get("/oauth/authorize?" + form(question));
    assertThat(asked.status()).as(asked.toString()).isEqualTo(303);
    assertThat(asked.header("Location")).contains("/dashboard/consent.xhtml?request=");
    for (Map<String, String> bad :
        List.of(
            Map.of("client_id", foreign),
            Map.of("client_id", "cc_unknown"),
            Map.of("redirect_uri", "https://evil.example/callback"),
            Map.of("redirect_uri", BACK + "?x=1"))) {
      Map<String, String> changed = new TreeMap<>(question);
      changed.putAll(bad);
      Answer refused = person.get("/oauth/authorize?" + form(changed));
      assertThat(refused.status()).as(bad.toString()).isEqualTo(400);
      assertThat(refused.header("Location")).isEmpty();
    }
    for (Map<String, String> bad :
        List.of(
            Map.of("response_type", "token"),
            Map.of("code_challenge_method", "plain"),
            Map.of("code_challenge", "x"),
            Map.of("scope", "keys"))) {
      Map<String, String> changed = new TreeMap<>(question);
      changed.putAll(bad);
      assertThat(person.get("/oauth/authorize?" + form(changed)).header("Location"))
          .as(bad.toString())
          .startsWith(BACK + "?error=")
          .contains("&state=s1&iss=");
    }
  }

  @Test
  void aProgramThatIsForgottenIsOut() throws Exception {
    User user = people.create(tenant.id(), Role.MEMBER);
    String client = client(BACK);
    String bearer =
        token(ofCode(client, approved(user, client, BACK))).json().path("access_token").asText();
    assertThat(documents(bearer)).isEqualTo(200);

    assertThat(other.admin().delete("/api/v1/keys/clients/" + client).status()).isEqualTo(404);
    assertThat(tenant.admin().delete("/api/v1/keys/clients/" + client).status()).isEqualTo(204);

    await().atMost(A_MINUTE).until(() -> documents(bearer) == 401);
  }

  @Test
  void onlySafeAddressesAreTaken() {
    for (String bad :
        List.of(
            "http://app.example/callback",
            "javascript:alert(1)",
            "https://app.example/#x",
            "https://user@app.example/",
            "/callback",
            "")) {
      Answer answer =
          tenant
              .admin()
              .post("/api/v1/keys/clients", Map.of("name", "Bad", "redirect_uris", List.of(bad)));
      assertThat(answer.status()).as(bad).isEqualTo(400);
    }
    assertThat(client("http://127.0.0.1:7777/cb")).startsWith("cc_");
  }

  private static String client(String redirectUri) {
    Answer answer =
        tenant
            .admin()
            .post(
                "/api/v1/keys/clients",
                Map.of("name", "A program", "redirect_uris", List.of(redirectUri)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().path("client_id").asText();
  }

  private static Map<String, String> question(String client) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8));
    return new TreeMap<>(
        Map.of(
            "response_type", "code",
            "client_id", client,
            "redirect_uri", BACK,
            "scope", "documents:read",
            "state", "s1",
            "code_challenge_method", "S256",
            "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
  }

  /** The code, after the person was asked over HTTP and said yes as the page would. */
  private static String approved(User user, String client, String redirectUri) throws Exception {
    String location =
        people.as(user).get("/oauth/authorize?" + form(question(client))).header("Location");
    UUID request = UUID.fromString(location.split("request=")[1]);
    URI back =
        people
            .authorizations()
            .approve(people.principal(user), Caller.commandLine(user.tenant()), request);
    assertThat(back.toString()).startsWith(redirectUri + "?code=").contains("&state=s1");
    return parameters(back).get("code");
  }

  private static Map<String, String> parameters(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static Map<String, String> ofCode(String client, String code) {
    return new TreeMap<>(
        Map.of(
            "grant_type", "authorization_code",
            "client_id", client,
            "redirect_uri", BACK,
            "code", code,
            "code_verifier", VERIFIER));
  }
}
