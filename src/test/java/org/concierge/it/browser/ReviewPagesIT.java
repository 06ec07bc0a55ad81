package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Role;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator looks at figures, reads what was asked, and sees to what was not answered. */
class ReviewPagesIT {
  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static TenantAccess acme;
  private static TenantAccess closed;
  private static Talk talk;
  private static Talk foreign;

  private final List<String> alerts = new ArrayList<>();
  private Visitor admin;

  @BeforeAll
  static void cast() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    acme = tenant("review-acme", Map.of("TOKENS_PER_DAY", "1000000"));
    closed = tenant("review-closed", Map.of("ADMIN_READS_CHATS", "false"));
    talk = Talk.in(installation, acme);
    foreign = Talk.in(installation, closed);
    people = new People(installation);
    people.create(acme.id(), "ada@review.example", "Ada", Role.ADMIN);
    people.create(acme.id(), "vi@review.example", "Vi", Role.VIEWER);
    people.create(closed.id(), "cleo@review.example", "Cleo", Role.ADMIN);
  }

  private static TenantAccess tenant(String name, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("EMBEDDING_PROVIDER", "openai");
    settings.put("LLM_PROVIDER", "quote");
    settings.put("OPENAI_API_KEY", "sk-" + name);
    settings.put("OPENAI_BASE_URL", installation.fakeModel().baseUrl().toString());
    return installation.createTenant(Stage.fresh(name), settings);
  }

  @AfterAll
  static void end() {
    people.close();
    chromium.close();
  }

  @BeforeEach
  void enter() {
    admin = visitor(acme, "ada@review.example");
  }

  private Visitor visitor(TenantAccess tenant, String email) {
    Visitor visitor = new Visitor(installation, chromium.stranger()).signIn(tenant.id(), email);
    visitor
        .page()
        .onDialog(
            dialog -> {
              alerts.add(dialog.message());
              dialog.dismiss();
            });
    return visitor;
  }

  @AfterEach
  void leave() {
    assertThat(admin.complaints()).isEmpty();
    assertThat(alerts).isEmpty();
    admin.close();
  }

  private String file(String link) {
    APIResponse file =
        admin
            .page()
            .request()
            .get(installation.url() + admin.page().locator(link).getAttribute("href"));
    assertThat(file.status()).as(file.text()).isEqualTo(200);
    assertThat(file.headers().get("content-disposition")).startsWith("attachment");
    return file.text();
  }

  private Locator row(String part) {
    return admin.page().locator("tr[data-id]").filter(new Locator.FilterOptions().setHasText(part));
  }

  @Test
  void conversationsAreNarrowedByWhatTheAddressSays() {
    admin.link("Conversations").click();
    assertThat(row("chapel").count()).isEqualTo(1);
    assertThat(row("chapel").innerText()).contains("1 unanswered", "1 helpful", "1 not helpful");
    assertThat(file("#csv")).startsWith("conversation_id,").contains("that chapel");

    admin.page().locator("#rating").selectOption(new SelectOption().setValue("1"));
    admin.type("Search in questions and answers", "opens at six");
    admin.press("Search");
    assertThat(admin.address()).contains("rating=1", "q=opens", "tenant=" + acme.id());
    assertThat(row("chapel").count()).isEqualTo(1);
    admin.open("/dashboard/conversations.xhtml?channel=widget");
    assertThat(admin.text()).contains("Nothing found");
    admin.page().goBack();
    assertThat(admin.page().locator("#q").inputValue()).isEqualTo("opens at six");
    admin.open("/dashboard/conversations.xhtml?from=nonsense&rating=7&unanswered=true");
    assertThat(row("chapel").count()).isEqualTo(1);
  }

  @Test
  void aConversationIsReadKeptAndDeleted() {
    Talk.ask(
        installation.api().withKey(acme.chatKey()), "Is the parking deck free? " + Talk.MARKUP);
    admin.open("/dashboard/conversations.xhtml");
    row("Is the parking deck free?").locator("a").click();
    assertThat(admin.page().locator("#transcript").innerText())
        .contains("Is the parking deck free? " + Talk.MARKUP, "Answered", "Complete", "Search");
    assertThat(file("#json")).contains("\"turns\"");
    assertThat(file("#csv")).contains("Is the parking deck free?");
    String id = admin.page().locator("#delete-form input[name=id]").inputValue();
    String events =
        installation
            .api()
            .withKey(acme.adminKey())
            .get("/api/v1/audit?action=conversation.read_other")
            .text();
    assertThat(events).contains(id, "ada@review.example");

    admin.page().locator("#transcript .sources a").first().click();
    assertThat(admin.path()).isEqualTo("/dashboard/document.xhtml");
    admin.page().goBack();
    assertThat(admin.button("Delete conversation").isDisabled()).isTrue();
    admin.page().locator("#typed").fill(id.substring(0, 8));
    admin.press("Delete conversation");
    assertThat(admin.text()).contains("The conversation is deleted.");
    assertThat(admin.open("/dashboard/conversation.xhtml?id=" + id)).isEqualTo(404);
  }

  @Test
  void whatIsAnothersIsNotFound() {
    for (String page : List.of("conversation", "inquiry")) {
      String own = page.equals("inquiry") ? talk.inquiry() : talk.conversation();
      String others = page.equals("inquiry") ? foreign.inquiry() : foreign.conversation();
      assertThat(admin.open("/dashboard/" + page + ".xhtml?id=" + others)).isEqualTo(404);
      assertThat(admin.open("/dashboard/" + page + ".xhtml?id=" + UUID.randomUUID()))
          .isEqualTo(404);
      admin.open("/dashboard/" + page + ".xhtml?id=" + own);
      admin
          .page()
          .evaluate(
              "id => { document.querySelector('#delete-form input[name=id]').value = id;"
                  + " document.querySelector('#delete').disabled = false;"
                  + " history.replaceState(null, '', location.pathname);"
                  + " document.querySelector('#delete-form').action = location.pathname; }",
              others);
      admin.page().locator("#typed").fill(others.substring(0, 8));
      admin.page().evaluate("document.querySelector('#delete').disabled = false");
      admin.page().locator("#delete").click();
      assertThat(admin.text()).contains("no such");
    }
    try (Visitor cleo = visitor(closed, "cleo@review.example")) {
      cleo.link("Conversations").click();
      assertThat(cleo.text())
          .contains("does not let administrators read", "No conversations yet")
          .doesNotContain("parking");
      assertThat(cleo.open("/dashboard/conversation.xhtml?id=" + foreign.conversation()))
          .isEqualTo(404);
      cleo.link("Unanswered").click();
      assertThat(cleo.text()).contains("Nothing to do").doesNotContain("chapel");
    }
  }

  @Test
  void whatWasNotAnsweredIsSeenTo() {
    admin.link("Unanswered").click();
    assertThat(row("chapel").innerText()).contains("Nothing found");
    assertThat(row("Is the parking deck free?").innerText())
        .contains("Not helpful", "Not on Sundays. " + Talk.MARKUP);
    admin.press("Mark as done");
    assertThat(admin.text()).contains("Choose questions in the list first.");

    row("chapel").locator("input").check();
    admin.press("Add to evaluation set");
    assertThat(admin.text()).contains("Added to From conversations, which has 1 questions now.");
    row("chapel").locator("input").check();
    admin.press("Mark as done");
    assertThat(admin.text()).contains("Marked as done: 1.").doesNotContain("chapel");

    admin.page().locator("#state").selectOption(new SelectOption().setLabel("Done"));
    admin.press("Search");
    row("chapel").locator("input").check();
    admin.press("Put back on the list");
    assertThat(admin.text()).contains("Back on the list: 1.");
    admin.open("/dashboard/unanswered.xhtml?reason=unanswered");
    row("chapel").locator("a").click();
    assertThat(admin.path()).isEqualTo("/dashboard/conversation.xhtml");
  }

  @Test
  void anInquiryIsTakenAnsweredAndDeleted() {
    admin.link("Inquiries").click();
    assertThat(file("#csv")).contains("vic@visitor.example");
    row("vic@visitor.example").locator("a").click();
    assertThat(admin.text()).contains("Who repairs the deck? " + Talk.MARKUP, "Good day.");
    assertThat(admin.page().locator("#reply").getAttribute("href"))
        .startsWith("mailto:vic@visitor.example?subject=")
        .contains("Who%20repairs");
    admin.press("I answer it");
    assertThat(admin.page().locator("#assignee").inputValue()).isEqualTo("Ada");
    admin.page().locator("#status").selectOption(new SelectOption().setLabel("Done"));
    admin.type("Who answers it", "Team " + Talk.MARKUP);
    admin.press("Save");
    admin.open("/dashboard/inquiries.xhtml?status=DONE");
    assertThat(row("vic@visitor.example").innerText()).contains("Team " + Talk.MARKUP, "Done");
    admin.open("/dashboard/inquiries.xhtml?status=NEW");
    assertThat(admin.text()).contains("Nothing found");

    admin.open("/dashboard/inquiry.xhtml?id=" + talk.inquiry());
    admin.page().locator("#typed").fill("vic@visitor.example");
    admin.press("Delete inquiry");
    assertThat(admin.text()).contains("The inquiry is deleted.", "No inquiries yet");
  }

  @Test
  void theOverviewShowsWhatToDoFirstAndThenFigures() {
    assertThat(admin.page().locator("#steps").count()).isZero();
    assertThat(admin.page().locator("#figures").innerText()).contains("Questions", "50 %");
    assertThat(admin.page().locator("#budgets").innerText()).contains("of 1,000,000");
    assertThat(admin.page().locator("#answers rect").count()).isEqualTo(2);
    admin.link("7 days").click();
    assertThat(admin.address()).contains("days=7");
    admin.page().locator("#answers summary").click();
    assertThat(admin.page().locator("#answers tbody tr").count()).isEqualTo(7);
    assertThat(file("#answers a[download]").lines().count()).isEqualTo(8);
    assertThat(file("#models-csv")).startsWith("model,");

    try (Visitor viewer = visitor(acme, "vi@review.example")) {
      assertThat(viewer.path()).isEqualTo("/dashboard/index.xhtml");
      assertThat(viewer.page().locator("#figures").count()).isEqualTo(1);
      assertThat(viewer.page().locator("#steps").count()).isZero();
    }
    String fresh = Stage.fresh("review-fresh");
    installation.createTenant(fresh, Map.of());
    people.create(fresh, "flo@review.example", "Flo", Role.ADMIN);
    try (Visitor flo = new Visitor(installation, chromium.stranger())) {
      flo.signIn(fresh, "flo@review.example");
      assertThat(flo.page().locator("#steps li").count()).isEqualTo(4);
      assertThat(flo.page().locator("#steps li.is-done").count()).isZero();
      flo.link("Add the first document").click();
      assertThat(flo.path()).isEqualTo("/dashboard/documents.xhtml");
    }
  }
}
