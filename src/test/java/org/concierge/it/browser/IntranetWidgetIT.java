package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.it.Api;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The widget of an internal page, which knows who is signed in there. */
class IntranetWidgetIT {
  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static HostPages host;
  private static WidgetStage stage;

  @BeforeAll
  static void anIntranet() {
    installation = TestInstallation.shared();
    chromium = new Chromium();
    setDefaultAssertionTimeout(20_000);
    people = new People(installation);
    host = new HostPages(installation.url().toString());
    stage = new WidgetStage(installation, "widget-intranet");
    User ada = people.create(stage.id(), "ada@intranet.example", "Ada", Role.MEMBER);
    people.create(stage.id(), "bob@intranet.example", "Bob", Role.MEMBER);
    stage.upload("vault.txt", "The vault opens with the word nightingale.", "user:" + ada.id());
    stage.widget("intranet", host.origin(), Map.of("kind", "chat"));
  }

  @AfterAll
  static void end() {
    people.close();
    host.close();
    chromium.close();
  }

  @BeforeEach
  void theModelAnswers() {
    stage.answer("With the word nightingale [1].");
  }

  /** As the page's own program does for whoever is signed in at it. */
  private static String token(String email) {
    Api admin = stage.admin();
    return admin
        .post(
            "/api/v1/widget-tokens",
            Map.of("widget_key", "intranet", "email", email, "origin", host.origin()))
        .text();
  }

  private static void open(Page page) {
    host.with(stage.id(), "intranet");
    page.navigate(host.origin() + "/intranet.html");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask a question")).click();
  }

  private static void ask(Page page) {
    page.locator("textarea").fill("What word does the vault open with?");
    page.locator("textarea").press("Enter");
  }

  @Test
  void whoIsSignedInIsAnsweredFromWhatTheyMayRead() {
    host.signedIn(() -> token("ada@intranet.example"));
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      open(page);
      ask(page);

      assertThat(page.locator(".text").last()).containsText("nightingale");
      assertThat(page.locator(".source")).containsText("The vault opens");
    }
  }

  @Test
  void theNextPersonAtTheSameMachineFindsNothing() {
    host.signedIn(() -> token("ada@intranet.example"));
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      open(page);
      ask(page);
      assertThat(page.locator(".source")).isAttached();
      open(page);
      assertThat(page.locator(".question")).hasCount(1);

      host.signedIn(() -> "");
      open(page);
      assertThat(page.locator(".question")).hasCount(0);

      host.signedIn(() -> token("bob@intranet.example"));
      open(page);
      ask(page);
      assertThat(page.locator(".question")).hasCount(1);
      assertThat(page.locator("details")).hasCount(0);
    }
  }

  @Test
  void whoIsNotSignedInIsToldSo() {
    host.signedIn(() -> "");
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      open(page);
      ask(page);

      assertThat(page.locator(".bad").first()).containsText("sign in");
    }
  }
}
