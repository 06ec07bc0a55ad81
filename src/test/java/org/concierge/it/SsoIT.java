package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sign-in by a real OpenID provider, as a browser does it. */
class SsoIT {
  private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();

  private static SsoTenant one;
  private static SsoTenant two;

  private final WebBrowser browser = new WebBrowser();

  @BeforeAll
  static void start() throws IOException {
    PROVIDER.start(InetAddress.getByName("127.0.0.1"), 0);
    TestInstallation installation = TestInstallation.shared();
    Map<String, String> roles = Map.of("OIDC_ROLE_CLAIM", "roles");
    // The same provider for two tenants, as a group of companies would have it.
    one = SsoTenant.in(installation, "sso-one", issuer(), roles);
    two = SsoTenant.in(installation, "sso-two", issuer(), roles);
  }

  @AfterAll
  static void stop() {
    PROVIDER.shutdown();
  }

  private static String issuer() {
    return PROVIDER.issuerUrl("group").toString();
  }

  @Test
  void aPersonSignsInAndIsThere() {
    URI back = signIn(browser, one, person("ann", "admin", List.of("Sales", "Board")));

    assertThat(back).isEqualTo(one.at("/welcome"));
    JsonNode me = one.me(browser);
    assertThat(me.path("tenant_id").asText()).as("" + me).isEqualTo("sso-one");
    assertThat(me.path("email").asText()).isEqualTo("ann@acme.example");
    assertThat(me.path("role").asText()).isEqualToIgnoringCase("admin");
    assertThat(me.toString()).contains("Sales", "Board");
  }

  @Test
  void theSecondSignInIsTheSameUser() {
    signIn(browser, one, person("bob", "member", List.of("Sales")));
    String first = one.me(browser).path("id").asText();

    WebBrowser later = new WebBrowser();
    signIn(later, one, person("bob", "viewer", List.of()));

    assertThat(first).isNotEmpty();
    assertThat(one.me(later).path("id").asText()).isEqualTo(first);
    assertThat(one.me(later).path("role").asText()).isEqualToIgnoringCase("viewer");
    assertThat(one.me(later).toString()).doesNotContain("Sales");
  }

  @Test
  void thePersonOfOneProviderIsTwoUsersInTwoTenants() {
    WebBrowser elsewhere = new WebBrowser();
    signIn(browser, one, person("eve", "admin", List.of()));
    signIn(elsewhere, two, person("eve", "member", List.of()));

    JsonNode here = one.me(browser);
    JsonNode there = two.me(elsewhere);
    assertThat(here.path("email")).isEqualTo(there.path("email"));
    assertThat(here.path("id")).isNotEqualTo(there.path("id"));
    assertThat(there.path("tenant_id").asText()).isEqualTo("sso-two");
    assertThat(there.path("role").asText()).isEqualToIgnoringCase("member");
  }

  @Test
  void aProgramGetsTokens() {
    URI callback = callback(browser, one.beginForTokens(), person("kim", "member", List.of()));
    JsonNode tokens = browser.get(callback).json();

    assertThat(tokens.path("token_type").asText()).as("" + tokens).isEqualTo("Bearer");
    assertThat(tokens.path("refresh_token").asText()).isNotEmpty();
    Api api = one.installation().api().withBearer(tokens.path("access_token").asText());
    assertThat(api.get("/api/v1/auth/me").json().path("email").asText())
        .isEqualTo("kim@acme.example");
  }

  @Test
  void nobodyIsMadeAnOperator() {
    signIn(browser, one, person("mallory", "operator", List.of()));

    assertThat(one.me(browser).path("role").asText()).isEqualToIgnoringCase("member");
  }

  @Test
  void theCookieOfASignInIsForThisServerAndGoneAfterwards() {
    browser.get(one.begin());

    assertThat(browser.cookies())
        .singleElement()
        .satisfies(
            cookie -> {
              assertThat(cookie.getPath()).isEqualTo("/api/v1/auth/oidc/sso-one");
              assertThat(cookie.isHttpOnly()).isTrue();
              assertThat(cookie.getMaxAge()).isBetween(1L, 600L);
            });
    WebBrowser other = new WebBrowser();
    signIn(other, one, person("zoe", "member", List.of()));
    assertThat(other.cookies()).extracting(HttpCookie::getName).containsExactly("JSESSIONID");
  }

  @Test
  void theSessionIsANewOne() {
    signIn(browser, one, person("pat", "member", List.of()));
    String former = session(browser);

    signIn(browser, one, person("pat", "member", List.of()));

    assertThat(session(browser)).isNotEqualTo(former);
  }

  @Test
  void theWayOutLeadsOverTheProvider() {
    signIn(browser, one, person("lee", "member", List.of()));

    URI provider = browser.led(one.at("/api/v1/auth/oidc/sso-one/logout"));

    assertThat(provider.toString())
        .startsWith(PROVIDER.endSessionEndpointUrl("group").toString())
        .contains("id_token_hint=", "post_logout_redirect_uri=");
    assertThat(one.me(browser).path("status").asInt()).isEqualTo(401);
  }

  @Test
  void aTenantWithoutSingleSignOnIsLikeNone() {
    TestInstallation installation = one.installation();
    installation.createTenant("sso-none", Map.of());
    Api api = installation.api().with("X-Request-Id", "same");
    for (String below : List.of("", "/callback", "/logout")) {
      String expected = api.get("/api/v1/auth/oidc/nobody" + below).text();
      for (String id : List.of("sso-none", "No-Id", "sso-one%2F..", "platform")) {
        Answer answer = api.get("/api/v1/auth/oidc/" + id + below);
        assertThat(answer.status()).as(id + below + answer).isIn(400, 404);
        if (answer.status() == 404 && !id.contains("%")) {
          assertThat(answer.text()).isEqualTo(expected);
        }
      }
    }
  }

  private static String session(WebBrowser browser) {
    return browser.cookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** The whole way; where it ends. */
  private static URI signIn(
      WebBrowser browser, SsoTenant tenant, DefaultOAuth2TokenCallback person) {
    return browser.led(callback(browser, tenant.begin(), person));
  }

  /** To the provider and back, but for the last step. */
  private static URI callback(WebBrowser browser, URI begin, DefaultOAuth2TokenCallback person) {
    PROVIDER.enqueueCallback(person);
    return browser.led(browser.led(begin));
  }

  private static DefaultOAuth2TokenCallback person(String name, String role, List<String> groups) {
    return new DefaultOAuth2TokenCallback(
        "group",
        "subject-of-" + name,
        "JWT",
        List.of(FakeProvider.CLIENT),
        Map.of(
            "email",
            name + "@acme.example",
            "email_verified",
            true,
            "name",
            name,
            "roles",
            List.of(role),
            "groups",
            groups));
  }
}
