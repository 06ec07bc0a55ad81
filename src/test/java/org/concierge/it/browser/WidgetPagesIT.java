package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The widget of a public page, at an origin that is not the server's, as its visitors use it. */
class WidgetPagesIT {
  private static TestInstallation installation;
  private static Chromium chromium;
  private static HostPages host;
  private static WidgetStage stage;

  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void aPublicPage() {
    installation = TestInstallation.shared();
    chromium = new Chromium();
    setDefaultAssertionTimeout(20_000);
    host = new HostPages(installation.url().toString());
    stage = new WidgetStage(installation, "widget-pages");
    stage.publish("returns.txt", "A product can be returned within thirty days of delivery.");
    stage.widget(
        "site",
        host.origin(),
        Map.of("suggested_questions", List.of("How can a product be returned?")));
    stage.widget("consent", host.origin(), Map.of("consent", "We keep questions for 30 days."));
    stage.widget("elsewhere", "https://elsewhere.example", Map.of());
  }

  @AfterAll
  static void end() {
    host.close();
    chromium.close();
  }

  @BeforeEach
  void aVisitor() {
    stage.answer("Within thirty days [1].");
    context = chromium.stranger();
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void noScriptHasFailed() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  private void open(String key) {
    host.with(stage.id(), key);
    page.navigate(host.origin() + "/public.html");
    button("Ask a question").click();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator field() {
    return page.getByLabel("Your question", new Page.GetByLabelOptions().setExact(true)).last();
  }

  private Locator answers() {
    return page.locator(".answer .text");
  }

  private void ask(String question) {
    field().fill(question);
    field().press("Enter");
  }

  @Test
  void aVisitorAsksAndSeesWhatTheAnswerRestsOn() {
    open("site");
    button("How can a product be returned?").click();

    assertThat(answers()).containsText("Within thirty days");
    page.locator(".md-citation").click();
    assertThat(page.locator(".source")).containsText("thirty days of delivery");
    assertThat(page.locator(".source")).isFocused();
  }

  @Test
  void theFocusGoesInAndComesBack() {
    open("site");

    assertThat(field()).isFocused();
    page.keyboard().press("Escape");
    assertThat(button("Ask a question")).isFocused();
    assertThat(button("Ask a question")).hasAttribute("aria-expanded", "false");
  }

  @Test
  void aFinishedAnswerIsToldOnceToThoseWhoListen() {
    stage.behave("slow=40");
    open("site");
    page.evaluate(
        """
        () => {
          window.told = [];
          const root = document.querySelector('[data-concierge]').shadowRoot;
          const status = root.querySelector('[role=status]');
          new MutationObserver(() => told.push(status.textContent))
            .observe(status, {childList: true, characterData: true, subtree: true});
        }
        """);
    ask("How can a product be returned?");
    assertThat(button("Copy")).isVisible();

    List<?> told = (List<?>) page.evaluate("() => told");
    String answer = answers().last().innerText();
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).isEqualTo("Searching the documents …");
    assertThat(told.get(1).toString()).contains(answer.substring(0, 5));
    assertThat(page.getByRole(AriaRole.LOG)).hasAttribute("aria-live", "off");
  }

  @Test
  void whatIsWrittenStaysWhenItIsStopped() {
    stage.behave("echo,slow=300");
    open("site");
    ask("How can a product be returned within many more words than one?");
    assertThat(page.locator(".caret")).isVisible();
    button("Stop").click();

    assertThat(page.getByText("Stopped.", new Page.GetByTextOptions().setExact(true)).first())
        .isAttached();
    assertThat(button("Send")).isVisible();
    assertThat(answers().last().innerText()).isNotBlank();
  }

  @Test
  void aQuestionSurvivesWhateverGoesWrong() {
    open("site");
    assertThat(field()).isFocused();
    context.setOffline(true);
    ask("How can a product be returned?");
    assertThat(page.locator(".bad").first())
        .hasText("There is no connection. Your question is kept.");
    context.setOffline(false);
    button("Try again").click();

    assertThat(answers().last()).containsText("Within thirty days");
    assertThat(page.locator(".question")).hasCount(1);
  }

  @Test
  void aModelThatIsAwayIsToldInWords() {
    stage.behave("503");
    open("site");
    ask("How can a product be returned?");

    assertThat(page.locator(".bad").first()).containsText("Your question is kept.");
    assertThat(button("Leave a message for our team")).isVisible();
  }

  @Test
  void whoAsksTooOftenSeesTheSecondsPass() {
    stage.widget("slow-" + Stage.fresh("w"), host.origin(), Map.of("per_address", 1));
    String key = stage.admin().get("/api/v1/widgets?limit=1").json().at("/items/0/key").asText();
    open(key);
    ask("How can a product be returned?");
    assertThat(button("Copy")).isVisible();
    ask("And then?");

    assertThat(page.locator(".bad").first()).containsText("You can try again in");
    assertThat(button("Try again")).isDisabled();
  }

  @Test
  void aConversationIsKeptInTheBrowserUntilItsVisitorDeletesIt() {
    open("site");
    ask("How can a product be returned?");
    assertThat(button("Copy")).isVisible();
    open("site");
    assertThat(page.locator(".question")).hasCount(1);
    assertThat(context.cookies()).isEmpty();
    button("Delete my conversation").click();

    assertThat(page.locator(".question")).hasCount(0);
    assertThat((int) page.evaluate("() => localStorage.length")).isZero();
  }

  @Test
  void aWordThatIsBeingComposedIsNotSent() {
    open("site");
    field().fill("にほん");
    field()
        .evaluate(
            "field => field.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: 'Enter', isComposing: true, bubbles: true}))");

    assertThat(page.locator(".question")).hasCount(0);
    field().press("Shift+Enter");
    assertThat(page.locator(".question")).hasCount(0);
    assertThat(field()).hasValue("にほん\n");
  }

  @Test
  void nothingIsAskedBeforeTheVisitorAgrees() {
    open("consent");
    assertThat(button("Send")).isHidden();
    button("I agree").click();
    ask("How can a product be returned?");

    assertThat(answers()).containsText("Within thirty days");
  }

  @Test
  void aVisitorLeavesAMessage() {
    stage.behave("503");
    open("site");
    ask("Who repairs it?");
    button("Leave a message for our team").click();
    page.getByLabel("Name").fill("Ada");
    page.getByLabel("E-mail").fill("ada@visitor.example");
    page.getByLabel("Attach this conversation").check();
    // A person takes longer than a program.
    page.waitForTimeout(2_200);
    button("Send message").click();

    assertThat(page.locator(".inquiry")).containsText("Thank you.");
    var first = stage.admin().get("/api/v1/inquiries?limit=1").json().at("/items/0");
    assertThat(first.path("question").asText()).isEqualTo("Who repairs it?");
    assertThat(first.path("transcript").asText()).contains("Who repairs it?");
  }

  @Test
  void aWidgetOfOtherPagesIsNotShown() {
    host.with(stage.id(), "elsewhere");
    page.navigate(host.origin() + "/public.html");
    page.waitForFunction("() => window.ConciergeWidget.open().then(() => true)");

    assertThat(page.locator("[data-concierge]")).hasCount(0);
    complaints.removeIf(complaint -> complaint.contains("CORS"));
  }

  @Test
  void thePageItselfCanOpenAskAndListen() {
    host.with(stage.id(), "site");
    page.navigate(host.origin() + "/public.html");
    page.evaluate(
        """
        async () => {
          window.heard = [];
          for (const name of ['open', 'question', 'answer', 'close']) {
            await ConciergeWidget.on(name, () => heard.push(name));
          }
          await ConciergeWidget.ask('How can a product be returned?');
          await ConciergeWidget.close();
        }
        """);

    assertThat(page.evaluate("() => heard.join()")).isEqualTo("open,question,answer,close");
  }
}
