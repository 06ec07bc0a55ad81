package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.Map;
import org.concierge.it.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator writes widgets and settings, and keeps order. */
class OfficePagesIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MARKUP = Office.MARKUP;

  private static Office office;

  private Visitor admin;

  @BeforeAll
  static void open() {
    office = new Office("office");
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @BeforeEach
  void enter() {
    admin = office.administrator();
  }

  @AfterEach
  void leave() {
    office.leave(admin);
  }

  @Test
  void aWidgetIsWrittenSeenRestoredAndDeleted() {
    admin.link("Widgets").click();
    admin.page().locator("details#create > summary").click();
    admin.type("Key in the page", "No Key");
    admin.type("Name", "Shop " + MARKUP);
    admin.press("Create widget");
    assertThat(admin.page().locator("#key-note").innerText()).contains("lower-case letters");
    admin.type("Key in the page", "shop");
    admin.press("Create widget");
    assertThat(admin.title()).isEqualTo("Shop " + MARKUP);
    assertThat(admin.page().locator("#snippet").innerText())
        .contains(
            "customer-widget.js",
            "data-tenant=\"" + office.acme().id() + "\"",
            "data-key=\"shop\"");

    describeAndSee();

    admin.type("Allowed origins", "https://shop.example/path");
    admin.press("Save");
    assertThat(admin.page().locator("#allowedOrigins-note").innerText()).contains("without a path");
    admin.type("Allowed origins", "https://shop.example");
    admin.press("Save");
    assertThat(admin.text()).contains("Pages show it within a minute.");
    assertThat(admin.page().locator("#greeting").inputValue()).isEqualTo("Hello " + MARKUP);

    assertThat(verdict("https://shop.example")).startsWith("Yes");
    assertThat(verdict("https://other.example")).startsWith("No");
    assertThat(verdict("other")).isEmpty();

    admin.press("Restore version 1");
    assertThat(admin.text()).contains("again as in version 1");
    assertThat(admin.page().locator("#greeting").inputValue()).isEmpty();

    assertThat(admin.button("Delete widget").isDisabled()).isTrue();
    admin.type("Type Shop " + MARKUP + " to delete", "Shop " + MARKUP);
    admin.press("Delete widget");
    assertThat(admin.text()).contains("is deleted");
    assertThat(admin.page().locator("#widgets").innerText()).doesNotContain("Shop");
  }

  private void describeAndSee() {
    admin.type("Title", "Ask us " + MARKUP);
    admin.type("Greeting", "Hello " + MARKUP);
    admin.type("Suggested questions", "Where is my parcel?\nMay I return it?");
    admin.page().locator("#colour").fill("#7a1fa2");
    FrameLocator preview = admin.page().frameLocator("#preview");
    preview.getByText("Hello " + MARKUP).waitFor();
    preview.getByText("May I return it?").click();
    preview.getByText("This is how an answer looks").first().waitFor();
  }

  private String verdict(String origin) {
    admin.type("Origin of a page", origin);
    admin.press("Test");
    Locator verdict = admin.page().locator("#verdict");
    return verdict.count() == 0 ? "" : verdict.innerText();
  }

  @Test
  void settingsAreChangedGroupByGroupAndTried() {
    admin.link("Settings").click();
    assertThat(admin.page().content()).doesNotContain("sk-" + office.acme().id());
    admin.type("Temperature", "hot");
    admin.press("Save: Model");
    assertThat(admin.page().locator("#LLM_TEMPERATURE-note").innerText())
        .contains("LLM_TEMPERATURE must be")
        .doesNotContain("settings");
    admin.type("Temperature", "0.7");
    admin.type("Prompt while none is published", "Be kind.\n" + MARKUP);
    admin.press("Save: Model");
    assertThat(admin.text()).contains("Saved: LLM_TEMPERATURE, SYSTEM_PROMPT");
    assertThat(admin.page().locator("#SYSTEM_PROMPT").inputValue())
        .isEqualTo("Be kind.\n" + MARKUP);
    admin.press("Save: Model");
    assertThat(admin.text()).contains("Nothing was changed.");
    String address = admin.page().locator("#OPENAI_BASE_URL").inputValue();
    admin.type("OpenAI address", "http://127.0.0.1:9/");
    admin.press("Save: Model");
    assertThat(admin.page().locator("#OPENAI_BASE_URL-note").innerText())
        .contains("give OPENAI_API_KEY too");

    admin.type("OpenAI address", address);
    admin.press("Save: Model");
    admin.link("Settings").click();
    admin.press("Test the model");
    assertThat(admin.page().locator("#tried").innerText()).contains("works");
    admin.press("Test the embeddings");
    assertThat(admin.page().locator("#tried").innerText()).contains("works");
    admin.press("Send me a mail");
    assertThat(admin.page().locator("#tried").innerText()).isNotBlank();
  }

  @Test
  void whoLeavesWithSomethingTypedIsAskedAndWhoSendsItIsNot() {
    admin.link("Settings").click();
    int before = office.askedToStay();
    admin.type("Tokens of an answer at most", "555");
    admin.page().evaluate("document.querySelector('nav a[href*=\"/users.xhtml\"]').click()");
    await().atMost(SOON).until(() -> office.askedToStay() == before + 1);
    assertThat(admin.path()).isEqualTo("/dashboard/settings.xhtml");
    assertThat(admin.page().locator("#LLM_MAX_TOKENS").inputValue()).isEqualTo("555");
    admin.press("Save: Model");
    assertThat(admin.text()).contains("Saved: LLM_MAX_TOKENS");
    admin.link("Users").click();
    assertThat(admin.path()).isEqualTo("/dashboard/users.xhtml");
    assertThat(office.askedToStay()).isEqualTo(before + 1);
  }

  @Test
  void theDebugLogIsSwitchedOnForATime() {
    admin.link("Protection").click();
    assertThat(admin.text()).contains("Requests a minute, all together");
    admin.press("Switch it on for 24 hours");
    assertThat(admin.page().locator("#debug-banner").count()).isEqualTo(1);
    Api api = office.stranger(office.acme().chatKey());
    await()
        .atMost(SOON)
        .until(
            () -> {
              api.get("/api/v1/users");
              admin.link("Protection").click();
              return admin.page().locator("#requests").count() == 1;
            });
    assertThat(admin.page().locator("#requests").innerText()).contains("403");
    admin.page().locator("#status").fill("418");
    admin.press("Search");
    assertThat(admin.text()).contains("No requests written down");
    admin.press("Switch it off");
    assertThat(admin.page().locator("#debug-banner").count()).isZero();
  }

  @Test
  void oldConversationsEndAndAPersonIsErased() {
    admin.link("Data").click();
    assertThat(admin.page().locator("#export").innerText())
        .isEqualTo(
            "java -jar concierge-cli.jar tenant export %s --output %s.concierge.zip"
                .formatted(office.acme().id(), office.acme().id()));
    admin.type("Not used for days", "0");
    admin.press("Count them");
    assertThat(admin.page().locator("#days-note").innerText()).contains("from 1 to");
    admin.type("Not used for days", "30");
    admin.press("Count them");
    assertThat(admin.page().locator("#counted").innerText())
        .isEqualTo("0 conversations were not used for 30 days.");
    admin.type("Type " + office.acme().id() + " to delete", office.acme().id());
    admin.press("Delete these conversations");
    assertThat(admin.text()).contains("are deleted");

    erase("ada@office.example", "ada@office.example");
    assertThat(admin.page().locator("#email-note").innerText()).contains("cannot erase yourself");
    erase("nobody@office.example", "nobody@office.example");
    assertThat(admin.page().locator("#email-note").innerText()).contains("No user");
    erase("leaver@office.example", "lever@office.example");
    assertThat(admin.page().locator("#again-note").innerText()).contains("not the same");
    erase("leaver@office.example", "leaver@office.example");
    assertThat(admin.page().locator("#receipt").innerText()).contains("app_user", "What is left");
  }

  private void erase(String email, String again) {
    admin.type("E-mail of the person", email);
    admin.type("The same e-mail again", again);
    admin.press("Erase this person");
  }

  @Test
  void anothersAreNotFoundNorChangedByAForgedForm() {
    Api theirs = office.foreign();
    Map<String, String> foreign =
        Map.of(
            "widget", Office.made(theirs, "widgets", Map.of("name", "Theirs")),
            "prompt", Office.made(theirs, "prompts", Map.of("text", "Theirs")),
            "questions", Office.made(theirs, "evals", Map.of("name", "Theirs")),
            "runs", Office.made(theirs, "evals", Map.of("name", "Theirs too")));
    foreign.forEach(
        (page, id) ->
            assertThat(admin.open("/dashboard/" + page + ".xhtml?id=" + id))
                .as(page)
                .isEqualTo(404));
    String own = Office.made(office.own(), "widgets", Map.of("name", "Ours", "key", "forged"));
    admin.open("/dashboard/widget.xhtml?id=" + own);
    admin
        .page()
        .evaluate(
            "id => document.querySelectorAll('input[name=id]').forEach(it => it.value = id)",
            foreign.get("widget"));
    admin.type("Name", "Taken over");
    admin.press("Save");
    assertThat(theirs.get("/api/v1/widgets/" + foreign.get("widget")).json().path("name").asText())
        .isEqualTo("Theirs");
  }
}
