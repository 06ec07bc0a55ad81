package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.concierge.it.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator makes assistants, tries them and takes them away again. */
class AssistantPagesIT {
  private static final String MARKUP = Office.MARKUP;
  private static final String PAGE = "/dashboard/assistant.xhtml?id=";

  private static Office office;

  private Visitor admin;

  @BeforeAll
  static void open() {
    office = new Office("assistants");
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
  void anAssistantIsMadeTriedSwitchedOnAndDeleted() {
    admin.link("Assistants").click();
    make("Bad Id", "Desk");
    assertThat(admin.page().locator("#id-note").innerText()).contains("A small letter");
    admin.type("Id", "our-desk");
    admin.type("Name", "Desk " + MARKUP);
    admin.press("Make it");
    assertThat(admin.text()).contains("our-desk is made and switched off");
    assertThat(admin.title()).isEqualTo("Desk " + MARKUP);

    office.own().post("/api/v1/collections", Map.of("name", "Desk"));
    admin.type("Description", MARKUP);
    admin.type("Instructions", "Be brief.\n" + MARKUP);
    admin.type("Suggested questions", "When? " + MARKUP);
    admin.type("Collections", "Nowhere");
    admin.press("Save");
    assertThat(admin.page().locator("#collections-note").innerText())
        .contains("There is no collection");
    admin.type("Collections", "Desk");
    admin.type("Groups", "sales, " + MARKUP);
    admin.page().getByLabel("Switched on").check();
    admin.press("Save");
    assertThat(admin.text()).contains("It counts from the next question");
    assertThat(admin.page().locator("#collections").inputValue()).isEqualTo("Desk");
    assertThat(
            office.own().get("/api/v1/assistants/our-desk").json().at("/definition/instructions"))
        .hasToString("\"Be brief.\\n" + MARKUP + "\"");

    tryIt();
    admin.link("Assistants").click();
    assertThat(admin.page().locator("#assistants").innerText())
        .contains("Desk " + MARKUP, "sales", "On");
    admin.link("Desk " + MARKUP).click();
    delete();
  }

  private void tryIt() {
    admin.press("Ask");
    assertThat(admin.page().locator("#question-note").innerText()).contains("Type a question");
    admin.type("Question", "When does the canteen open?");
    admin.press("Ask");
    assertThat(admin.page().locator("#answer").innerText()).contains("could not find");
    assertThat(admin.address()).doesNotContain("canteen");
  }

  private void delete() {
    admin.type("Type our-desk to delete", "else");
    assertThat(admin.button("Delete assistant").isDisabled()).isTrue();
    admin.type("Type our-desk to delete", "our-desk");
    admin.press("Delete assistant");
    assertThat(admin.text()).contains("our-desk is deleted");
  }

  private void make(String id, String name) {
    admin.page().locator("details#create > summary").click();
    admin.type("Name", name);
    admin.type("Id", id);
    admin.press("Make it");
  }

  @Test
  void anothersIsNotFoundNorChangedByAForgedForm() {
    Api theirs = office.foreign();
    theirs.post("/api/v1/assistants", Map.of("id", "theirs", "name", "Theirs"));
    assertThat(admin.open(PAGE + "theirs")).isEqualTo(404);
    office.own().post("/api/v1/assistants", Map.of("id", "ours", "name", "Ours"));
    admin.open(PAGE + "ours");
    admin
        .page()
        .evaluate(
            "() => document.querySelectorAll('input[name=id]').forEach(it => it.value = 'theirs')");
    admin.type("Name", "Taken over");
    admin.press("Save");
    assertThat(theirs.get("/api/v1/assistants/theirs").json().path("name").asText())
        .isEqualTo("Theirs");
    assertThat(
            List.of(
                office.own().get("/api/v1/assistants/theirs").status(),
                office.own().delete("/api/v1/assistants/ours").status()))
        .containsExactly(404, 204);
  }
}
