package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-ins that must not succeed, by a provider that says what the test wants. */
class SsoAttacksIT {
  private static FakeProvider provider;
  private static FakeGitHub gitHub;
  private static SsoTenant open;
  private static SsoTenant strict;
  private static SsoTenant coders;

  private final WebBrowser browser = new WebBrowser();

  @BeforeAll
  static void start() throws IOException {
    provider = FakeProvider.start();
    gitHub = FakeGitHub.start();
    TestInstallation installation = TestInstallation.shared();
    open =
        SsoTenant.in(
            installation, "sso-open", provider.issuer(), Map.of("OIDC_ROLE_CLAIM", "role"));
    strict =
        SsoTenant.in(
            installation,
            "sso-strict",
            provider.issuer(),
            Map.of(
                "OIDC_ROLE_CLAIM", "role",
                "OIDC_DEFAULT_ROLE", "none",
                "OIDC_ALLOWED_DOMAINS", "acme.example"));
    coders =
        SsoTenant.in(
            installation, "sso-coders", gitHub.issuer(), Map.of("OIDC_PROTOCOL", "github"));
  }

  @AfterAll
  static void stop() {
    provider.close();
    gitHub.close();
  }

  /** The control: this provider's word is taken. */
  @Test
  void anHonestSignInSucceeds() {
    assertThat(browser.led(back(open, person("ann")))).isEqualTo(open.at("/welcome"));
    assertThat(open.me(browser).path("email").asText()).isEqualTo("ann@acme.example");
  }

  @Test
  void aCallbackIsGoodForOneUse() {
    URI callback = back(open, person("ben"));
    browser.led(callback);

    assertThat(problem(browser, callback)).isEqualTo("expired");
  }

  @Test
  void aCodeIsWorthNothingInAnotherBrowser() {
    URI callback = back(open, person("cat"));
    WebBrowser victim = new WebBrowser();

    assertThat(problem(victim, callback)).isEqualTo("expired");
    // Also if that browser has a sign-in of its own under way.
    String own = state(victim.led(open.begin()));
    URI mixed = URI.create(callback.toString().replaceFirst("state=[^&]*", "state=" + own));
    assertThat(problem(victim, mixed)).isEqualTo("provider-answer");
    assertThat(open.me(victim).path("status").asInt()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "00000000-0000-0000-0000-000000000000"})
  void aStateOfNobodyIsRefused(String state) {
    String callback = back(open, person("dan")).toString();

    URI altered = URI.create(callback.replaceFirst("state=[^&]*", "state=" + state));

    assertThat(problem(browser, altered)).isEqualTo("expired");
  }

  @Test
  void anAnswerToOneTenantIsNoneToAnother() {
    URI callback = back(open, person("eva"));
    URI other = URI.create(callback.toString().replace("sso-open", "sso-strict"));

    assertThat(problem(browser, other)).isEqualTo("expired");
  }

  @Test
  void aTokenWithAnotherNonceIsRefused() {
    URI callback =
        provider.signIn(
            browser.led(open.begin()),
            honest -> provider.signed(honest.claim("nonce", "another").build()));

    assertThat(problem(browser, callback)).isEqualTo("provider-answer");
  }

  @Test
  void aRefusalByTheProviderIsTold() {
    URI callback = back(open, person("fay"));
    URI refused = URI.create(callback.toString().replaceFirst("code=[^&]*", "error=access_denied"));

    assertThat(problem(browser, refused)).isEqualTo("denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: a=b",
        "/\t/evil.example"
      })
  void nobodyIsLedToAnotherHost(String then) {
    URI begin =
        open.at(
            "/api/v1/auth/oidc/sso-open?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8));

    assertThat(problem(browser, begin)).isEqualTo("address");
  }

  @Test
  void anEmailThatIsNotVerifiedIsNobodys() {
    Map<String, Object> liar = person("gus");
    liar.put("email_verified", false);

    browser.led(back(open, liar));

    assertThat(open.me(browser).path("email").asText()).doesNotContain("gus@acme.example");
    WebBrowser other = new WebBrowser();
    assertThat(problem(other, back(other, strict, liar))).isEqualTo("email");
  }

  @Test
  void aProviderThatMayNotSpeakForADomainTakesOverNobody() {
    browser.led(back(open, person("hal")));
    Map<String, Object> liar = person("hal");
    liar.put("sub", "another subject");
    WebBrowser other = new WebBrowser();

    other.led(back(other, open, liar));

    assertThat(open.me(other).path("id")).isNotEqualTo(open.me(browser).path("id"));
    assertThat(open.me(other).path("email").asText()).doesNotContain("hal@acme.example");
  }

  @Test
  void whoIsNotOfTheOrganisationOrHasNoRoleStaysOut() {
    Map<String, Object> stranger = person("ida");
    stranger.put("email", "ida@evil.example");
    stranger.put("role", "admin");

    assertThat(problem(browser, back(strict, stranger))).isEqualTo("email");
    assertThat(problem(browser, back(strict, person("ida")))).isEqualTo("role");
    Map<String, Object> member = person("ida");
    member.put("role", "member");
    assertThat(browser.led(back(strict, member))).isEqualTo(strict.at("/welcome"));
  }

  @Test
  void aProviderThatIsAwayIsToldWithinTenSeconds() throws IOException {
    String issuer;
    try (FakeProvider gone = FakeProvider.start()) {
      issuer = gone.issuer();
    }
    SsoTenant tenant = SsoTenant.in(open.installation(), "sso-gone", issuer, Map.of());
    long began = System.nanoTime();

    assertThat(problem(browser, tenant.begin())).isEqualTo("provider-down");

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    Answer forPrograms =
        open.installation()
            .api()
            .with("Accept", "application/json")
            .get("/api/v1/auth/oidc/sso-gone");
    assertThat(forPrograms.status()).isEqualTo(503);
    assertThat(forPrograms.text()).contains("does not answer", "request_id");
  }

  @Test
  void aLogoutAtTheProviderEndsTheSessionHere() {
    Map<String, Object> person = person("joe");
    person.put("sid", "session-of-joe");
    browser.led(back(open, person));
    assertThat(open.me(browser).path("id").asText()).isNotEmpty();

    assertThat(logOut(open, provider.logoutToken(Map.of("sub", "somebody else")))).isEqualTo(200);
    assertThat(logOut(open, "token")).isEqualTo(400);
    assertThat(logOut(strict, provider.logoutToken(Map.of("sub", "joe", "sid", "session-of-joe"))))
        .isEqualTo(200);
    assertThat(open.me(browser).path("id").asText()).as("still there").isNotEmpty();
    assertThat(logOut(open, provider.logoutToken(Map.of("sub", "joe", "sid", "session-of-joe"))))
        .isEqualTo(200);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> open.me(browser).path("status").asInt() == 401);
  }

  @Test
  void plainOAuthWorksAsGitHubHasIt() {
    gitHub.is(4711, List.of(FakeGitHub.email("ann@code.example", true, true)));
    browser.led(gitHub.signIn(browser.led(coders.begin())));
    JsonNode first = coders.me(browser);
    gitHub.is(4711, List.of(FakeGitHub.email("new@code.example", true, true)));
    WebBrowser later = new WebBrowser();
    later.led(gitHub.signIn(later.led(coders.begin())));
    gitHub.is(4712, List.of(FakeGitHub.email("bob@code.example", true, false)));
    WebBrowser other = new WebBrowser();
    other.led(gitHub.signIn(other.led(coders.begin())));

    assertThat(first.path("email").asText()).isEqualTo("ann@code.example");
    assertThat(coders.me(later).path("id")).isEqualTo(first.path("id"));
    assertThat(coders.me(other).path("id")).isNotEqualTo(first.path("id"));
    assertThat(coders.me(other).path("email").asText()).doesNotContain("bob@code.example");
    assertThat(problem(new WebBrowser(), gitHub.signIn(browser.led(coders.begin()))))
        .isEqualTo("expired");
  }

  private static int logOut(SsoTenant tenant, String token) {
    return tenant
        .installation()
        .api()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send(
            "POST",
            "/api/v1/auth/oidc/" + tenant.id() + "/backchannel-logout",
            BodyPublishers.ofString("logout_token=" + token))
        .status();
  }

  private URI back(SsoTenant tenant, Map<String, Object> claims) {
    return back(browser, tenant, claims);
  }

  /** From here to the provider, and the address back. */
  private static URI back(WebBrowser browser, SsoTenant tenant, Map<String, Object> claims) {
    return provider.signIn(browser.led(tenant.begin()), claims);
  }

  private static Map<String, Object> person(String name) {
    return new HashMap<>(
        Map.of("sub", name, "email", name + "@acme.example", "email_verified", true, "name", name));
  }

  private static String state(URI authorization) {
    return authorization.getQuery().replaceFirst(".*state=([^&]*).*", "$1");
  }

  /** The code that the login page is given. */
  private static String problem(WebBrowser browser, URI address) {
    URI page = browser.led(address);
    assertThat(page.getPath()).isEqualTo("/dashboard/login.xhtml");
    return page.getQuery().replaceFirst("problem=", "");
  }
}
