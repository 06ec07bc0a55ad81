package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.concierge.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does at the chat page, each thing once. */
class AppIT {
  /** How the server has the turn that is shown. */
  private static final String STATE =
      """
      fetch('api/v1/conversations/' + new URLSearchParams(location.search).get('c'))
        .then(answer => answer.json()).then(found => found.turns[0].state)
      """;

  private static AppStage stage;

  private Visitor visitor;
  private ChatPage chat;

  @BeforeAll
  static void cast() {
    stage = new AppStage("app");
    stage.person("mo@app.example", "Mo", Role.MEMBER);
    stage.person("vi@app.example", "Vi", Role.VIEWER);
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
  void aStrangerIsLedToTheSignInAndBackAndWhoMayNotAskIsToldSo() {
    try (Visitor mo = stage.visitor()) {
      mo.open("/app?tenant=" + stage.tenant());
      assertThat(mo.path()).isEqualTo("/dashboard/login.xhtml");
      mo.type("E-mail", "mo@app.example");
      mo.type("Password", People.PASSWORD);
      mo.press("Sign in");
      new ChatPage(mo).ready();
      assertThat(mo.path()).isEqualTo("/app");
      assertThat(mo.page().locator("#tenant")).hasText("Acme Corporation");
      assertThat(mo.page().locator("#name")).hasText("Mo");
      mo.press("Sign out");
      mo.page().waitForURL(Pattern.compile(".*/dashboard/login.*"));
      mo.open("/app");
      assertThat(mo.path()).isEqualTo("/dashboard/login.xhtml");
    }
    try (Visitor vi = stage.visitor().signIn(stage.tenant(), "vi@app.example")) {
      assertThat(vi.open("/app")).isEqualTo(403);
    }
  }

  @Test
  void anAnswerOpensItsSourceAndSaysWhy() {
    Locator turn = chat.ask("Which class may I take on trains?");

    assertThat(turn.locator(".answer strong")).hasText("second class");
    assertThat(chat.page().locator("#announce")).containsText("Answer: Trains are second class");
    Locator citation = turn.locator(".md-citation");
    citation.click();
    assertThat(chat.panel().locator("mark")).containsText("Trains are second class.");
    assertThat(chat.panel()).containsText("travel-policy.md");
    assertThat(chat.panel()).isFocused();
    chat.photograph("source");
    chat.page().keyboard().press("Escape");
    assertThat(chat.panel()).isHidden();
    assertThat(citation).isFocused();

    visitor.press("Why this answer?");
    assertThat(chat.panel().locator(".facts")).containsText("Which class may I take on trains?");
    assertThat(chat.panel().locator(".passages li").first()).containsText("Meaning");
    chat.photograph("why");
    assertThat(visitor.address()).contains("/app?c=");
    visitor.page().reload();
    chat.ready();
    assertThat(chat.answer(0)).containsText("second class");
  }

  @Test
  void aConversationGoesOnWithTheAssistantThatWasChosenForIt() {
    stage
        .admin()
        .post(
            "/api/v1/assistants",
            Map.of(
                "id",
                "trains",
                "name",
                "Train desk",
                "questions",
                List.of("Which class are the trains?")));
    chat.page().reload();
    chat.ready();
    Locator whom = chat.page().getByLabel("Whom to ask");
    whom.selectOption("trains");
    assertThat(chat.page().locator("#theirs .idea")).hasText("Which class are the trains?");
    chat.photograph("assistant");
    chat.page().locator("#theirs .idea").click();
    chat.ended(0);
    visitor.press("Why this answer?");
    assertThat(chat.panel().locator(".facts")).containsText("trains");
    chat.page().keyboard().press("Escape");
    visitor.press("New conversation");
    assertThat(whom).hasValue("");
    chat.conversation("Which class are the").locator("a, button").first().click();
    assertThat(whom).hasValue("trains");
    stage.admin().delete("/api/v1/assistants/trains");
    chat.page().reload();
    chat.ready();
    assertThat(chat.answer(0)).containsText("second class");
    assertThat(whom).not().hasValue("trains");
  }

  @Test
  void stopKeepsWhatWasWrittenSoFar() {
    stage.behaves("prompt,slow=80");
    chat.type("Which class may I take on trains?");
    assertThat(chat.answer(0)).containsText(Pattern.compile(".{40}"));
    assertThat(chat.page().locator("#send")).isHidden();
    chat.page().keyboard().press("Escape");

    Locator turn = chat.ended(0);
    assertThat(turn.locator(".state")).hasText("Stopped");
    String written = chat.answer(0).innerText();
    assertThat(written).hasSizeGreaterThan(30);
    chat.page().waitForURL(Pattern.compile(".*c=.*"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> chat.page().evaluate(STATE), "STOPPED"::equals);
    visitor.page().reload();
    chat.ready();
    assertThat(chat.answer(0).innerText()).isNotBlank();
    assertThat(chat.turns().first().locator(".state")).hasText("Stopped");
  }

  @Test
  void aQuestionIsAnsweredAgainAndAskedInOtherWords() {
    chat.ask("What of trains?");
    stage.answers("Second class, said anew [1].");
    visitor.press("Answer again");
    assertThat(chat.answer(0)).containsText("said anew");
    chat.ended(0);
    assertThat(chat.turns()).hasCount(1);
    chat.page().locator(".former summary").click();
    assertThat(chat.page().locator(".former")).containsText("second class");

    visitor.press("Edit the question");
    visitor.page().locator(".question textarea").fill("What of night trains?");
    visitor.press("Ask again");
    chat.ended(0);
    assertThat(chat.turns()).hasCount(1);
    assertThat(chat.turns().first().locator(".question p")).hasText("What of night trains?");
    visitor.page().reload();
    chat.ready();
    assertThat(chat.turns()).hasCount(1);
    assertThat(chat.turns().first().locator(".question p")).hasText("What of night trains?");
  }

  @Test
  void anAnswerIsCopiedAndRatedWithAReason() {
    chat.ask("Are trains first class?");
    visitor.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    visitor.press("Copy");
    assertThat(visitor.button("Copied")).isVisible();
    assertThat(visitor.page().evaluate("navigator.clipboard.readText()"))
        .isEqualTo("Trains are **second class** [1].");

    visitor.press("Bad answer");
    visitor.page().getByLabel("Outdated").check();
    visitor.type("Tell us more (optional)", "It changed in May.");
    visitor.press("Send");
    assertThat(visitor.button("Bad answer")).hasAttribute("aria-pressed", "true");
    String rated =
        stage.admin().get("/api/v1/admin/sessions?rating=-1").json().at("/items/0/id").asText();
    assertThat(
            stage
                .admin()
                .get("/api/v1/admin/sessions/" + rated)
                .json()
                .at("/turns/0/feedback")
                .toString())
        .contains("outdated", "It changed in May.");
    visitor.press("Good answer");
    assertThat(visitor.button("Good answer")).hasAttribute("aria-pressed", "true");
    assertThat(visitor.button("Bad answer")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void conversationsAreFoundRenamedPinnedExportedAndDeleted() throws IOException {
    chat.ask("Are the trains to Zurich second class?");
    visitor.press("New conversation");
    assertThat(chat.turns()).hasCount(0);
    chat.ask("May I take a tram?");

    chat.page().locator("#search").fill("zurich");
    assertThat(chat.page().locator("#list li")).hasCount(1);
    chat.choose("Zurich", "Rename");
    visitor.type("New name", "Going to Zurich");
    visitor.press("Save");
    assertThat(chat.conversation("Going to Zurich")).isVisible();
    chat.page().locator("#search").fill("");
    chat.choose("Going to Zurich", "Pin");
    assertThat(chat.page().locator("#list section").first()).containsText("Pinned");
    assertThat(chat.page().locator("#list section").first()).containsText("Going to Zurich");
    chat.conversation("Going to Zurich").locator("a").click();
    assertThat(chat.page().locator("#title")).hasText("Going to Zurich");
    Download file = chat.page().waitForDownload(() -> visitor.link("Export as text").click());
    assertThat(Files.readString(file.path())).contains("# Going to Zurich", "travel-policy.md");

    chat.choose("Going to Zurich", "Delete");
    visitor.press("Delete");
    assertThat(chat.page().locator("#list")).not().containsText("Going to Zurich");
    assertThat(chat.turns()).hasCount(0);
  }

  @Test
  void aKeyboardIsEnough() {
    chat.field().fill("One line");
    chat.field().press("Shift+Enter");
    assertThat(chat.field()).hasValue("One line\n");
    chat.field()
        .evaluate(
            "field => field.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))");
    assertThat(chat.turns()).hasCount(0);
    chat.page().keyboard().type("of trains");
    chat.page().keyboard().press("Enter");
    chat.ended(0);
    chat.page().keyboard().press("ArrowUp");
    assertThat(chat.page().locator(".question textarea")).isFocused();
    chat.page().keyboard().press("Escape");
    chat.page().keyboard().press("?");
    assertThat(chat.page().locator("#dialog")).containsText("Shift + Enter");
    chat.page().keyboard().press("Escape");
    chat.page().keyboard().press("Control+k");
    assertThat(chat.page().locator("#search")).isFocused();
    chat.page().keyboard().press("Control+Shift+o");
    assertThat(chat.turns()).hasCount(0);
    assertThat(chat.field()).isFocused();
  }
}
