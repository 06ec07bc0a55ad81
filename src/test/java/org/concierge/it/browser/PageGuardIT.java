package org.concierge.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.it.Answer;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets where in the console, and who does not. */
class PageGuardIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static String acme;
  private static User foreigner;

  @BeforeAll
  static void cast() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    acme = Stage.fresh("guard-acme");
    String globex = Stage.fresh("guard-globex");
    installation.createTenant(acme, Map.of("TENANT_NAME", "Acme Guards"));
    installation.createTenant(globex, Map.of());
    people = new People(installation);
    people.create(acme, "admin@guard.example", "Ann", Role.ADMIN);
    people.create(acme, "member@guard.example", "Mo", Role.MEMBER);
    people.create(acme, "viewer@guard.example", "Vi", Role.VIEWER);
    foreigner = people.create(globex, "secret@globex.example", "Fay", Role.MEMBER);
  }

  @AfterAll
  static void end() {
    people.close();
    chromium.close();
  }

  private static Visitor visitor() {
    return new Visitor(installation, chromium.stranger());
  }

  @ParameterizedTest
  @CsvSource({
    "admin, index, 200",
    "admin, documents, 200",
    "member, documents, 403",
    "viewer, documents, 403",
    "admin, conversations, 200",
    "member, conversations, 403",
    "viewer, conversations, 403",
    "admin, unanswered, 200",
    "member, unanswered, 403",
    "viewer, unanswered, 403",
    "admin, inquiries, 200",
    "member, inquiries, 403",
    "viewer, inquiries, 403",
    "admin, collections, 200",
    "member, collections, 403",
    "admin, connectors, 200",
    "member, connectors, 403",
    "admin, playground, 200",
    "member, playground, 403",
    "viewer, playground, 403",
    "admin, widgets, 200",
    "member, widgets, 403",
    "admin, settings, 200",
    "viewer, settings, 403",
    "admin, prompts, 200",
    "member, prompts, 403",
    "admin, assistants, 200",
    "member, assistants, 403",
    "admin, evaluation, 200",
    "viewer, evaluation, 403",
    "admin, protection, 200",
    "member, protection, 403",
    "admin, data, 200",
    "viewer, data, 403",
    "admin, users, 200",
    "admin, keys, 200",
    "admin, account, 200",
    "member, index, 403",
    "member, users, 403",
    "member, keys, 403",
    "member, account, 200",
    "admin, audit, 200",
    "member, audit, 403",
    "viewer, audit, 403",
    "viewer, index, 200",
    "viewer, users, 403",
    "viewer, keys, 403",
    "viewer, account, 200",
  })
  void aRoleSeesItsPages(String role, String page, int status) {
    try (Visitor visitor = visitor().signIn(acme, role + "@guard.example")) {
      assertThat(visitor.open("/dashboard/" + page + ".xhtml")).isEqualTo(status);
      assertThat(visitor.page().locator("nav.pages a[href*='/" + page + ".xhtml']").count())
          .isEqualTo(status == 200 ? 1 : 0);
    }
  }

  @Test
  void aStrangerIsLedToTheSignInAndBack() {
    try (Visitor visitor = visitor()) {
      visitor.open("/dashboard/keys.xhtml?tenant=" + acme);
      assertThat(visitor.path()).isEqualTo("/dashboard/login.xhtml");
      visitor.type("E-mail", "admin@guard.example");
      visitor.type("Password", People.PASSWORD);
      visitor.press("Sign in");
      assertThat(visitor.address()).isEqualTo("/dashboard/keys.xhtml?tenant=" + acme);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/", "https://evil.example/", "/\\evil.example"})
  void nobodyIsLedAwayAfterTheSignIn(String then) {
    try (Visitor visitor = visitor()) {
      visitor.open(
          "/dashboard/login.xhtml?tenant=" + acme + "&then=" + URLEncoder.encode(then, UTF_8));
      visitor.type("E-mail", "admin@guard.example");
      visitor.type("Password", People.PASSWORD);
      visitor.press("Sign in");
      assertThat(visitor.path()).isEqualTo("/dashboard/index.xhtml");
    }
  }

  @Test
  void anotherCompanysUserIsNotFoundAsOneWhoNeverWas() {
    try (Visitor visitor = visitor().signIn(acme, "admin@guard.example")) {
      assertThat(visitor.open("/dashboard/user.xhtml?id=" + foreigner.id())).isEqualTo(404);
      String foreign = withoutRequest(visitor.text());
      assertThat(visitor.open("/dashboard/user.xhtml?id=" + UUID.randomUUID())).isEqualTo(404);
      assertThat(withoutRequest(visitor.text())).isEqualTo(foreign);
    }
  }

  private static String withoutRequest(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "");
  }

  @ParameterizedTest
  @CsvSource({"admin, platform", "admin, tenant", "member, platform", "viewer, tenant"})
  void toATenantsPeopleTheOperatorsPagesAreNone(String role, String page) {
    try (Visitor visitor = visitor().signIn(acme, role + "@guard.example")) {
      assertThat(visitor.open("/dashboard/" + page + ".xhtml?id=" + acme)).isEqualTo(404);
      String shown = withoutRequest(visitor.page().locator("body").innerText());
      assertThat(visitor.open("/dashboard/nothing.xhtml")).isEqualTo(404);
      assertThat(withoutRequest(visitor.page().locator("body").innerText())).isEqualTo(shown);
    }
  }

  @Test
  void whoIsDisabledIsOutWithinSeconds() {
    User user = people.create(acme, "gone@guard.example", "Gus", Role.MEMBER);
    try (Visitor visitor = visitor().signIn(acme, "gone@guard.example")) {
      assertThat(visitor.path()).isEqualTo("/dashboard/account.xhtml");
      people.disable(user);
      await()
          .atMost(SOON)
          .until(
              () -> {
                visitor.open("/dashboard/account.xhtml");
                return visitor.path().equals("/dashboard/login.xhtml");
              });
    }
  }

  @Test
  void signingInAndOutChangesTheSession() {
    try (Visitor visitor = visitor()) {
      visitor.open("/dashboard/login.xhtml");
      String planted = session(visitor);
      visitor.signIn(acme, "admin@guard.example");
      String entered = session(visitor);
      assertThat(entered).isNotEqualTo(planted);
      visitor.press("Sign out");
      assertThat(visitor.title()).isEqualTo("Signed out");
      Answer after = withCookie(entered, "/dashboard/index.xhtml");
      assertThat(after.status()).isEqualTo(302);
    }
  }

  private static String session(Visitor visitor) {
    return visitor.context().cookies().stream()
        .filter(cookie -> cookie.name.equals("JSESSIONID"))
        .map(
            cookie -> {
              assertThat(cookie.httpOnly).isTrue();
              assertThat(String.valueOf(cookie.sameSite)).isEqualToIgnoringCase("lax");
              return cookie.value;
            })
        .findFirst()
        .orElseThrow();
  }

  private static Answer withCookie(String session, String path) {
    return installation.api().with("Cookie", "JSESSIONID=" + session).get(path);
  }

  @Test
  void whatWasTypedOutlivesTheSession() {
    try (Visitor visitor = visitor().signIn(acme, "admin@guard.example")) {
      visitor.open("/dashboard/users.xhtml");
      visitor.page().locator("details#invite > summary").click();
      visitor.type("E-mail", "late@guard.example");
      visitor.context().clearCookies();
      visitor.press("Make the invitation");
      assertThat(visitor.text()).contains("Your session had ended");
      visitor.type("E-mail", "admin@guard.example");
      visitor.type("Password", People.PASSWORD);
      visitor.type("Company id (optional)", acme);
      visitor.press("Sign in");
      assertThat(visitor.path()).isEqualTo("/dashboard/users.xhtml");
      assertThat(visitor.page().locator("#email").inputValue()).isEqualTo("late@guard.example");
    }
  }

  @Test
  void aKeyIsNoVisitor() {
    String key = installation.createTenant(Stage.fresh("guard-key"), Map.of()).adminKey();
    assertThat(installation.api().withKey(key).get("/dashboard/users.xhtml").status())
        .isEqualTo(302);
  }

  @Test
  void aFormOfAnotherSiteDoesNothing() {
    Answer answer =
        installation
            .api()
            .with("Origin", "https://evil.example")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", "/dashboard/login.xhtml", BodyPublishers.ofString("email=a"));
    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/dashboard/login.xhtml", "/dashboard/logout.xhtml", "/dashboard/nothing.xhtml"})
  void everyPageTellsTheBrowserWhatItMayNotDo(String path) {
    Answer answer = installation.api().get(path);
    List<String> policies = answer.headers().allValues("Content-Security-Policy");
    assertThat(policies).hasSize(1);
    assertThat(policies.get(0))
        .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self' 'nonce-")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void theFormerAddressLeadsToTheConsole() {
    Answer answer = installation.api().get("/admin-dashboard?tenant=" + acme);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath())
        .isEqualTo("/dashboard/login.xhtml");
  }
}
