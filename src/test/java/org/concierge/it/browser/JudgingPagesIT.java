package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator writes prompts, and asks the same questions again. */
class JudgingPagesIT {
  private static final String MARKUP = Office.MARKUP;

  private static Office office;

  private Visitor admin;

  @BeforeAll
  static void open() {
    office = new Office("judging");
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
    admin.press("Remove: Where?");
    assertThat(admin.page().locator("#questions li").count()).isEqualTo(1);
    admin.page().getByLabel("A prompt that answers these worse").check();
    admin.press("Save");
    admin.type("Type Canteen " + MARKUP + " to delete", "Canteen " + MARKUP);
    admin.press("Delete question set");
    assertThat(admin.text()).contains("No question sets yet");
  }

  private void run() {
    admin.link("Evaluation").click();
    admin.page().locator("#sets a[href*='runs']").first().click();
    admin.press("Begin the run");
    admin.page().locator("#verdicts").waitFor();
    assertThat(admin.text()).contains("Done");
  }
}
