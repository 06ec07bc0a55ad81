package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.browser.Chromium.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the chat page looks and reads, and what it does not do whatever it is given to show. */
class AppLooksIT {
  private static final String SCRIPT = "\"><img src=x onerror=alert(2)><script>alert(1)</script>";
  private static final String AXE =
      """
      axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(
        found => found.id + ': ' + found.help + ' ' + found.nodes.map(node => node.html).join(' ')))
      """;

  private static AppStage stage;
  private static String axe;

  private final List<String> wrong = new ArrayList<>();

  @BeforeAll
  static void cast() throws IOException {
    try (InputStream in = AppLooksIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    stage = new AppStage("app-looks");
    stage.person("grace@looks.example", "Grace Hopper", Role.MEMBER);
    stage.person("mallory@looks.example", SCRIPT, Role.ADMIN);
    stage.admin().post("/api/v1/collections", Map.of("name", "Policies"));
    stage.admin().post("/api/v1/assistants", Map.of("id", "desk", "name", "Travel desk " + SCRIPT));
    stage.learn(
        "travel-policy.md",
        "# Travel policy\n\n## Trains\n\nTrains are second class. On journeys of more than four"
            + " hours first class may be booked.\n\n## Hotels\n\nHotels cost 140 euros a night at"
            + " most, breakfast included.");
    stage.learn(
        "handbook.md",
        "# Employee handbook\n\n## Annual leave\n\nEveryone has 30 days.\n\n## Sick leave\n\n"
            + "Call before nine.");
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, en", "DARK, de", "MOBILE, en"})
  void everyStateIsReadableForEveryone(Look look, String language) {
    String name = look.name().toLowerCase() + "-" + language;
    stage.answers(
        "For journeys by train:\n\n- **Second class** is the rule [1].\n"
            + "- *First class* may be booked for more than four hours [1].\n\n"
            + "| Journey | Class |\n|---|---|\n| up to 4 h | second |\n| longer | first |");
    try (Visitor visitor = stage.visitor(look, language)) {
      ChatPage chat = stage.enter(visitor, "grace@looks.example");
      inspect(chat, name + "-1-welcome");
      assertThat(chat.page().locator(".idea")).hasCount(2);
      chat.ask("Which class may I take on trains?");
      inspect(chat, name + "-2-answer");
      chat.turns().first().locator(".md-citation").first().click();
      chat.panel().locator("mark").waitFor();
      inspect(chat, name + "-3-source");
      chat.page().keyboard().press("Escape");
      chat.turns().first().locator(".below .icon").nth(3).click();
      chat.page().locator(".why-bad").waitFor();
      inspect(chat, name + "-4-feedback");
      if (chat.page().locator("#side-toggle").isVisible()) {
        chat.page().locator("#side-toggle").click();
        chat.page().waitForTimeout(300);
        inspect(chat, name + "-5-side");
      }
      chat.conversation("Which").locator(".icon").click();
      inspect(chat, name + "-6-menu");
      assertThat(visitor.complaints()).isEmpty();
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"320, 568", "768, 1024", "3840, 2160"})
  void itFitsEveryScreen(int width, int height) {
    stage.answers("Second class [1]. " + "x".repeat(300));
    try (Visitor visitor = stage.visitor()) {
      visitor.page().setViewportSize(width, height);
      ChatPage chat = stage.enter(visitor, "grace@looks.example");
      inspect(chat, width + "-welcome");
      chat.ask("Which class may I take on trains, " + "y".repeat(200) + "?");
      inspect(chat, width + "-answer");
      assertThat(chat.field()).isInViewport();
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatPeopleDocumentsAndModelsWriteStaysText() {
    stage.admin().post("/api/v1/collections", Map.of("name", SCRIPT));
    String id =
        stage.learn(
            "canteen.md",
            "# Canteen\n\n## Menu " + SCRIPT + "\n\nThe canteen serves soup. " + SCRIPT);
    stage.admin().patch("/api/v1/documents/" + id, Map.of("title", SCRIPT));
    stage.answers(
        SCRIPT
            + " soup [1] ![x](https://evil.example/p.png) [go](javascript:alert(3))"
            + " [away](https://evil.example/) <img src=https://evil.example/q.png> [2](x)");
    try (Visitor visitor = stage.visitor()) {
      List<String> happened = watched(visitor);
      ChatPage chat = stage.enter(visitor, "mallory@looks.example");
      assertThat(chat.page().locator("#name")).hasText(SCRIPT);
      chat.ask("Which soup does the canteen serve? " + SCRIPT);
      assertThat(chat.answer(0)).containsText("<script>alert(1)</script>");
      assertThat(chat.page().locator(".answer img, .answer script, a[href^='javascript']"))
          .hasCount(0);
      chat.turns().first().locator(".md-citation").first().click();
      assertThat(chat.panel().locator("mark")).containsText("soup");
      assertThat(chat.panel().locator("h2")).containsText(SCRIPT);
      chat.page().keyboard().press("Escape");
      visitor.press("Why this answer?");
      chat.panel().locator(".passages").waitFor();
      chat.page().reload();
      chat.ready();
      assertThat(chat.answer(0)).containsText("onerror");
      assertThat(chat.page().locator("#title")).containsText("Which soup");
      assertThat(visitor.complaints()).isEmpty();
      assertThat(happened).isEmpty();
    }
  }

  /** What must not happen: a script that speaks, a call to anywhere else. */
  private static List<String> watched(Visitor visitor) {
    List<String> happened = new ArrayList<>();
    visitor
        .page()
        .onDialog(
            dialog -> {
              happened.add(dialog.message());
              dialog.dismiss();
            });
    visitor
        .page()
        .onRequest(
            request -> {
              if (!request.url().startsWith(stage.url()) && !request.url().startsWith("data:")) {
                happened.add(request.url());
              }
            });
    return happened;
  }

  @Test
  void nothingButItsOwnFilesRunsInIt() {
    try (Visitor visitor = stage.visitor()) {
      visitor.signIn(stage.tenant(), "grace@looks.example");
      var response = visitor.page().navigate(stage.url() + "/app");
      assertThat(response.headerValue("content-security-policy"))
          .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(response.headerValue("cache-control")).contains("no-store");
      for (String part : List.of("main.js", "manifest.webmanifest", "icon.svg")) {
        var file = visitor.page().request().get(stage.url() + "/assets/app/" + part);
        assertThat(file.status()).as(part).isEqualTo(200);
        assertThat(file.headers().get("content-type"))
            .as(part)
            .matches("(text/javascript|application/manifest\\+json|image/svg\\+xml).*");
      }
    }
    assertThat(stage.chat().get("/api/v1/app").json().has("csrf_token")).isFalse();
  }

  @SuppressWarnings("unchecked")
  private void inspect(ChatPage chat, String name) {
    chat.photograph(name);
    chat.page().evaluate(axe);
    ((List<String>) chat.page().evaluate(AXE)).forEach(found -> wrong.add(name + ": " + found));
    int wider =
        (int)
            chat.page()
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (wider > 0) {
      wrong.add(name + ": is " + wider + " pixels wider than its window");
    }
  }
}
