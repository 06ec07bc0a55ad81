package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.Api;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator writes widgets, settings, prompts and question sets, and keeps order. */
class OfficePagesIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MARKUP = "<img src=x onerror=alert(1)>";

  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static TenantAccess acme;
  private static TenantAccess globex;

  private final List<String> alerts = new ArrayList<>();
  private Visitor admin;

  @BeforeAll
  static void cast() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    acme = tenant("office-acme");
    globex = tenant("office-globex");
    people = new People(installation);
    people.create(acme.id(), "ada@office.example", "Ada", Role.ADMIN);
    people.create(acme.id(), "leaver@office.example", "Lee", Role.MEMBER);
  }

  private static TenantAccess tenant(String name) {
    String id = Stage.fresh(name);
    return installation.createTenant(
        id,
        Map.of(
            "LLM_PROVIDER", "openai",
            "EMBEDDING_PROVIDER", "openai",
            "OPENAI_API_KEY", "sk-" + id,
            "OPENAI_BASE_URL", installation.fakeModel().baseUrl().toString()));
  }

  @AfterAll
  static void end() {
    people.close();
    chromium.close();
  }

  @BeforeEach
  void enter() {
    admin = new Visitor(installation, chromium.stranger()).signIn(acme.id(), "ada@office.example");
    admin
        .page()
        .onDialog(
            dialog -> {
              alerts.add(dialog.message());
              dialog.dismiss();
            });
  }

  @AfterEach
  void leave() {
    assertThat(alerts).isEmpty();
    admin.close();
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
        .contains("customer-widget.js", "data-tenant=\"" + acme.id() + "\"", "data-key=\"shop\"");

    admin.type("Title", "Ask us " + MARKUP);
    admin.type("Greeting", "Hello " + MARKUP);
    admin.type("Suggested questions", "Where is my parcel?\nMay I return it?");
    admin.page().locator("#colour").fill("#7a1fa2");
    FrameLocator preview = admin.page().frameLocator("#preview");
    preview.getByText("Hello " + MARKUP).waitFor();
    preview.getByText("May I return it?").click();
    preview.getByText("This is how an answer looks").first().waitFor();

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
    assertThat(admin.complaints()).isEmpty();
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
    assertThat(admin.page().content()).doesNotContain("sk-" + acme.id());
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
    admin.type("OpenAI address", "http://127.0.0.1:9/");
    admin.press("Save: Model");
    assertThat(admin.page().locator("#OPENAI_BASE_URL-note").innerText())
        .contains("give OPENAI_API_KEY too");

    admin.link("Settings").click();
    admin.press("Test the model");
    assertThat(admin.page().locator("#tried").innerText()).contains("works");
    admin.press("Test the embeddings");
    assertThat(admin.page().locator("#tried").innerText()).contains("works");
    admin.press("Send me a mail");
    assertThat(admin.page().locator("#tried").innerText()).isNotBlank();
    assertThat(admin.complaints()).isEmpty();
  }

  @Test
  void aPromptIsWrittenTestedPublishedAndWithdrawn() {
    admin.link("Prompts").click();
    admin.type("What the model is told", "For {{nobody}}.");
    admin.press("Keep as a draft");
    assertThat(admin.page().locator("#text-note").innerText()).contains("no variable");
    draft("First.\nBe brief. " + MARKUP);
    admin.press("Publish");
    assertThat(admin.text()).contains("is in force within seconds");

    draft("First.\nBe very brief.");
    assertThat(admin.page().locator("#diff .REMOVED").innerText()).contains("Be brief. " + MARKUP);
    assertThat(admin.page().locator("#diff .ADDED").innerText()).contains("Be very brief.");
    admin.press("Ask");
    assertThat(admin.page().locator("#question-note").innerText()).contains("Type a question");
    admin.type("Question", "When does the canteen open?");
    admin.press("Ask");
    assertThat(admin.page().locator("#answer").innerText()).isNotBlank();
    assertThat(admin.address()).doesNotContain("canteen");
    admin.press("Publish");

    admin.link("Prompts").click();
    admin.page().locator("#prompts tr").nth(2).locator("a").click();
    assertThat(admin.text()).contains("Former");
    admin.press("Put in force again");
    assertThat(admin.text()).contains("is in force within seconds");
    String number = admin.title().replaceAll("\\D", "");
    admin.type("Type " + number + " to confirm", number);
    admin.press("Withdraw");
    assertThat(admin.text()).contains("None is published");
    assertThat(admin.complaints()).isEmpty();
  }

  private void draft(String text) {
    admin.link("Prompts").click();
    admin.type("What the model is told", text);
    admin.type("What is new", MARKUP);
    admin.press("Keep as a draft");
    assertThat(admin.text()).contains("is a draft");
  }

  @Test
  void questionsAreAskedAgainAndCompared() {
    admin.link("Evaluation").click();
    admin.page().locator("details#create > summary").click();
    admin.type("Name", "Canteen " + MARKUP);
    admin.page().locator("details#create details > summary").click();
    admin.type("queries.jsonl", "{\"id\": \"q1\", \"text\": \"When? " + MARKUP + "\"}");
    admin.type("qrels.tsv", "q1\tcanteen.txt\t1");
    admin.press("Create question set");
    assertThat(admin.text()).contains("with 1 questions");

    admin.page().locator("details#create > summary").click();
    admin.type("Question", "Where?");
    admin.page().getByLabel("The documents do not say it").check();
    admin.press("Add question");
    assertThat(admin.page().locator("#questions li").count()).isEqualTo(2);
    admin.link("When? " + MARKUP).click();
    admin.type("Where the answer stands", "canteen.txt#page=2");
    admin.press("Save");
    assertThat(admin.text()).contains("Saved.");

    run();
    run();
    assertThat(admin.page().locator("#verdicts").innerText()).contains("When? " + MARKUP);
    admin.page().locator("section a[href*='compare=']").first().click();
    assertThat(admin.page().locator("#compared").innerText())
        .contains("0 better, 0 worse, 2 as before");

    admin.link("Evaluation").click();
    admin.page().locator("#sets a[href*='questions']").first().click();
    admin.press("Remove");
    assertThat(admin.page().locator("#questions li").count()).isEqualTo(1);
    admin.page().getByLabel("A prompt that answers these worse").check();
    admin.press("Save");
    admin.type("Type Canteen " + MARKUP + " to delete", "Canteen " + MARKUP);
    admin.press("Delete question set");
    assertThat(admin.text()).contains("No question sets yet");
    assertThat(admin.complaints()).isEmpty();
  }

  private void run() {
    admin.link("Evaluation").click();
    admin.page().locator("#sets a[href*='runs']").first().click();
    admin.press("Begin the run");
    admin.page().locator("#verdicts").waitFor();
    assertThat(admin.text()).contains("Done");
  }

  @Test
  void theDebugLogIsSwitchedOnForATime() {
    admin.link("Protection").click();
    assertThat(admin.text()).contains("Requests a minute, all together");
    admin.press("Switch it on for 24 hours");
    assertThat(admin.page().locator("#debug-banner").count()).isEqualTo(1);
    Api api = installation.api().withKey(acme.chatKey());
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
    assertThat(admin.complaints()).isEmpty();
  }

  @Test
  void oldConversationsEndAndAPersonIsErased() {
    admin.link("Data").click();
    assertThat(admin.page().locator("#export").innerText())
        .isEqualTo(
            "java -jar concierge-cli.jar tenant export %s --output %s.concierge.zip"
                .formatted(acme.id(), acme.id()));
    admin.type("Not used for days", "0");
    admin.press("Count them");
    assertThat(admin.page().locator("#days-note").innerText()).contains("from 1 to");
    admin.type("Not used for days", "30");
    admin.press("Count them");
    assertThat(admin.page().locator("#counted").innerText())
        .isEqualTo("0 conversations were not used for 30 days.");
    admin.type("Type " + acme.id() + " to delete", acme.id());
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
    assertThat(admin.complaints()).isEmpty();
  }

  private void erase(String email, String again) {
    admin.type("E-mail of the person", email);
    admin.type("The same e-mail again", again);
    admin.press("Erase this person");
  }

  @Test
  void anothersAreNotFoundNorChangedByAForgedForm() {
    Api theirs = installation.api().withKey(globex.adminKey());
    Map<String, String> foreign =
        Map.of(
            "widget", made(theirs, "widgets", Map.of("name", "Theirs")),
            "prompt", made(theirs, "prompts", Map.of("text", "Theirs")),
            "questions", made(theirs, "evals", Map.of("name", "Theirs")),
            "runs", made(theirs, "evals", Map.of("name", "Theirs too")));
    foreign.forEach(
        (page, id) ->
            assertThat(admin.open("/dashboard/" + page + ".xhtml?id=" + id))
                .as(page)
                .isEqualTo(404));
    String own =
        made(
            installation.api().withKey(acme.adminKey()),
            "widgets",
            Map.of("name", "Ours", "key", "forged"));
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

  private static String made(Api api, String route, Map<String, String> what) {
    return api.post("/api/v1/" + route, what).json().path("id").asText();
  }
}
