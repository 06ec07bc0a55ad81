package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Map;
import java.util.regex.Pattern;
import org.concierge.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the chat page does when something does not go as it should. */
class AppTroubleIT {
  private static AppStage stage;

  private Visitor visitor;
  private ChatPage chat;

  @BeforeAll
  static void cast() {
    stage = new AppStage("app-trouble");
    stage.person("mo@app.example", "Mo", Role.MEMBER);
    stage.learn("travel-policy.md", "# Travel policy\n\n## Trains\n\nTrains are second class.");
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  @BeforeEach
  void enter() {
    stage.answers("Trains are **second class** [1].");
    visitor = stage.visitor();
    chat = stage.enter(visitor, "mo@app.example");
  }

  @AfterEach
  void leave() {
    assertThat(visitor.complaints()).isEmpty();
    visitor.close();
  }

  @Test
  void whatFailsIsSaidAndTheQuestionIsKept() {
    visitor.context().setOffline(true);
    chat.type("Are trains late?");
    assertThat(chat.turns().first().locator(".trouble")).containsText("offline");
    visitor.context().setOffline(false);
    visitor.press("Retry");
    assertThat(chat.ended(0).locator(".answer")).containsText("second class");

    stage.behaves("503");
    Locator down = chat.ask("Which class may I take on trains in winter?");
    assertThat(down.locator(".trouble")).containsText("model");
    stage.answers("In winter too [1].");
    visitor.press("Retry");
    assertThat(chat.ended(1).locator(".answer")).containsText("In winter too");
    assertThat(chat.turns()).hasCount(2);

    chat.page()
        .route(
            "**/api/v1/chat",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(429)
                        .setContentType("application/problem+json")
                        .setHeaders(Map.of("Retry-After", "5"))
                        .setBody("{\"status\": 429, \"detail\": \"Slow down.\"}")));
    Locator refused = chat.ask("Which class may I take on trains in spring?");
    assertThat(refused.locator(".trouble button")).hasText(Pattern.compile("Retry in \\d s"));
    assertThat(refused.locator(".trouble button")).isDisabled();
    chat.page().unroute("**/api/v1/chat");
    assertThat(refused.locator(".trouble button"))
        .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(20_000));
    visitor.press("Retry");
    assertThat(chat.ended(2).locator(".answer")).containsText("In winter too");
  }

  @Test
  void anEndedSessionLosesNothingThatWasTyped() {
    String written = "A long question about trains that nobody wants to type twice";
    chat.field().fill(written);
    visitor.page().reload();
    chat.ready();
    assertThat(chat.field()).hasValue(written);

    visitor.context().clearCookies();
    chat.field().press("Enter");
    assertThat(chat.page().locator("#notice")).containsText("Your session has ended");
    chat.photograph("session-ended");
    visitor.link("Sign in again").click();
    assertThat(visitor.path()).isEqualTo("/dashboard/login.xhtml");
    visitor.type("E-mail", "mo@app.example");
    visitor.type("Password", People.PASSWORD);
    visitor.press("Sign in");
    chat.ready();
    assertThat(chat.field()).hasValue(written);
  }

  @Test
  void aLongAnswerIsFollowedOnlyByWhoStandsAtItsEnd() {
    stage.answers("Trains.\n\n".repeat(120) + "The end [1].");
    chat.ask("Tell me all about trains");
    assertThat(chat.page().locator("#latest")).isHidden();
    chat.page().locator("#log").evaluate("log => { log.scrollTop = 0; }");
    assertThat(chat.page().locator("#latest")).isVisible();
    visitor.press("Jump to the latest");
    assertThat(chat.page().locator("#latest")).isHidden();
    assertThat(chat.turns().first().locator(".sources")).isInViewport();
  }
}
