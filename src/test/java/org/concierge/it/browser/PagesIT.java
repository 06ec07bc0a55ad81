package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.concierge.access.Role;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The seven walks of a person through the console. */
class PagesIT {
  /** What ends, ends within seconds; a busy machine needs some more. */
  private static final Duration SOON = Duration.ofSeconds(40);

  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static String acme;
  private static String globex;

  private Visitor admin;

  @BeforeAll
  static void cast() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    acme = Stage.fresh("walk-acme");
    globex = Stage.fresh("walk-globex");
    installation.createTenant(acme, Map.of("TENANT_NAME", "Acme Walks"));
    installation.createTenant(globex, Map.of("TENANT_NAME", "Globex Walks"));
    people = new People(installation);
    people.create(acme, "ada@walk.example", "Ada", Role.ADMIN);
    people.create(globex, "ada@walk.example", "Ada", Role.ADMIN);
  }

  @AfterAll
  static void end() {
    people.close();
    chromium.close();
  }

  @BeforeEach
  void enter() {
    admin = visitor().signIn(acme, "ada@walk.example");
  }

  @AfterEach
  void leave() {
    assertThat(admin.complaints()).isEmpty();
    admin.close();
  }

  private static Visitor visitor() {
    return new Visitor(installation, chromium.stranger());
  }

  private String invite(String email) {
    admin.link("Users").click();
    admin.page().locator("details#invite > summary").click();
    admin.type("E-mail", email);
    admin.press("Make the invitation");
    return admin.secret();
  }

  @Test
  void anInvitedPersonChoosesAPasswordAndIsIn() {
    String link = invite("ivy@walk.example");
    assertThat(admin.text()).contains("ivy@walk.example is invited");
    picture(admin, "1-invite");
    admin.page().reload();
    assertThat(admin.page().locator("#secret").count()).isZero();

    try (Visitor ivy = visitor()) {
      ivy.open(link);
      assertThat(ivy.address()).isEqualTo("/dashboard/invite.xhtml");
      ivy.type("Name", "Ivy");
      ivy.type("New password", "short");
      ivy.type("New password again", "short");
      ivy.press("Set password and sign in");
      assertThat(ivy.text()).contains("Too easy to guess");
      ivy.type("New password", People.PASSWORD);
      ivy.type("New password again", People.PASSWORD);
      ivy.press("Set password and sign in");
      assertThat(ivy.path()).isEqualTo("/dashboard/account.xhtml");
      assertThat(ivy.text()).contains("You are in.");
      picture(ivy, "2-first-login");
      assertThat(ivy.complaints()).isEmpty();
    }
    try (Visitor other = visitor()) {
      other.open(link);
      other.type("New password", "another quiet walk home");
      other.type("New password again", "another quiet walk home");
      other.press("Set password and sign in");
      assertThat(other.text()).contains("already used");
    }
  }

  @Test
  void aChangedPasswordEndsWhatWasLetInBefore() {
    people.create(acme, "pat@walk.example", "Pat", Role.MEMBER);
    try (Visitor pat = visitor().signIn(acme, "pat@walk.example");
        Visitor elsewhere = visitor().signIn(acme, "pat@walk.example")) {
      pat.type("Present password", "not that one at all");
      pat.type("New password", "a second walk in the sun");
      pat.type("New password again", "a second walk in the sun");
      pat.press("Change password");
      assertThat(pat.text()).contains("not your present password");

      pat.type("Present password", People.PASSWORD);
      pat.type("New password", "a second walk in the sun");
      pat.type("New password again", "a second walk in the sun");
      pat.press("Change password");
      assertThat(pat.text()).contains("Your password is changed");
      picture(pat, "3-password-changed");
      assertThat(pat.open("/dashboard/account.xhtml")).isEqualTo(200);
      assertThat(pat.path()).isEqualTo("/dashboard/account.xhtml");
      awaitOut(elsewhere);
    }
    try (Visitor pat = visitor().signIn(acme, "pat@walk.example")) {
      assertThat(pat.text()).contains("do not fit together");
      pat.type("Password", "a second walk in the sun");
      pat.press("Sign in");
      assertThat(pat.path()).isEqualTo("/dashboard/account.xhtml");
    }
  }

  @Test
  void aPersonSignsInAtTheCompanysProvider() {
    MockOAuth2Server provider =
        new MockOAuth2Server(OAuth2Config.Companion.fromJson("{\"interactiveLogin\": true}"));
    provider.start(InetAddress.getLoopbackAddress(), 0);
    try (Visitor sue = visitor()) {
      String tenant = Stage.fresh("walk-sso");
      installation.createTenant(
          tenant,
          Map.of(
              "TENANT_NAME", "Single Sign-On",
              "OIDC_ISSUER", provider.issuerUrl("people").toString(),
              "OIDC_CLIENT_ID", "concierge",
              "OIDC_CLIENT_SECRET", "secret"));
      sue.open("/dashboard/login.xhtml?tenant=" + tenant);
      sue.page().locator("#sso").click();
      sue.page().locator("input[name=username]").fill("sue");
      sue.page()
          .locator("textarea[name=claims]")
          .fill("{\"email\": \"sue@sso.example\", \"email_verified\": true, \"name\": \"Sue\"}");
      sue.page().locator("[type=submit]").click();
      assertThat(sue.path()).as(sue.text()).isEqualTo("/dashboard/account.xhtml");
      assertThat(sue.text()).contains("sue@sso.example");
      assertThat(sue.page().locator("#tenant").textContent()).contains("Single Sign-On");
      picture(sue, "4-single-sign-on");

      sue.press("Sign out");
      assertThat(sue.path()).isEqualTo("/dashboard/logout.xhtml");
      picture(sue, "4-signed-out");
      sue.open("/dashboard/account.xhtml");
      assertThat(sue.path()).isEqualTo("/dashboard/login.xhtml");
    } finally {
      provider.shutdown();
    }
  }

  @Test
  void aPersonOfTwoCompaniesSwitchesBetweenThem() {
    try (Visitor ada = visitor().signIn("", "ada@walk.example")) {
      assertThat(ada.path()).isEqualTo("/dashboard/tenants.xhtml");
      assertThat(ada.text()).contains("Acme Walks", "Globex Walks");
      picture(ada, "5-switch-tenant");
      boolean inAcme = ada.page().locator("#tenant").textContent().contains("Acme");
      String other = inAcme ? "Globex Walks" : "Acme Walks";
      ada.type("Search your companies", "nowhere");
      assertThat(ada.button("Switch to " + other).isVisible()).isFalse();
      ada.type("Search your companies", other.substring(0, 4));
      ada.press("Switch to " + other);
      assertThat(ada.page().locator("#tenant").textContent()).contains(other);

      String former = inAcme ? acme : globex;
      ada.open("/dashboard/users.xhtml?tenant=" + former);
      assertThat(ada.text()).contains("belongs to " + former);
      ada.press("Switch to " + (inAcme ? "Acme Walks" : "Globex Walks"));
      assertThat(ada.address()).isEqualTo("/dashboard/users.xhtml?tenant=" + former);
      assertThat(ada.complaints()).isEmpty();
    }
  }

  @Test
  void aLinkIntoAnotherCompanyShowsNothingOfIt() {
    admin.open("/dashboard/users.xhtml?tenant=" + globex);
    assertThat(admin.path()).isEqualTo("/dashboard/tenants.xhtml");
    String known = admin.text().replace(globex, "X");

    admin.open("/dashboard/users.xhtml?tenant=nowhere-at-all");
    assertThat(admin.text().replace("nowhere-at-all", "X")).isEqualTo(known);
  }

  @Test
  void aKeyIsShownOnceAndWorksUntilItIsRevoked() {
    admin.link("API keys").click();
    admin.page().locator("details#create > summary").click();
    admin.press("Create the key");
    assertThat(admin.text()).contains("Give the key a name.", "Choose at least one.");
    admin.type("Name", "Newsletter");
    admin.page().getByLabel("Read documents").check();
    admin.press("Create the key");
    String key = admin.secret();
    assertThat(key).startsWith("ck_");
    picture(admin, "6-key-created");
    admin.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    admin.press("Copy");
    admin.button("Copied").waitFor();
    assertThat(admin.page().evaluate("navigator.clipboard.readText()")).isEqualTo(key);
    assertThat(status(key)).isEqualTo(200);
    admin.page().reload();
    assertThat(admin.page().content()).doesNotContain(key);

    admin.link("Newsletter").click();
    assertThat(admin.button("Revoke key").isDisabled()).isTrue();
    admin.type("Type Newsletter to revoke", "Newsletter");
    admin.press("Revoke key");
    assertThat(admin.text()).contains("Newsletter is revoked.");
    picture(admin, "7-key-revoked");
    await().atMost(SOON).until(() -> status(key) == 401);
  }

  /** For people to look at. */
  private static void picture(Visitor visitor, String walk) {
    Path folder = Path.of(System.getProperty("concierge.build", "target"), "screenshots");
    visitor.photograph(folder.resolve("walk-" + walk + ".png"));
  }

  private static int status(String key) {
    return installation.api().withKey(key).get("/api/v1/documents").status();
  }

  private static void awaitOut(Visitor visitor) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              visitor.open("/dashboard/account.xhtml");
              return visitor.path().equals("/dashboard/login.xhtml");
            });
  }
}
