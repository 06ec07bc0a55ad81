package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tenant's own words to the model: tried, published, brought back. */
class PromptsIT {
  private static final String PROMPTS = "/api/v1/prompts";
  private static final String QUESTION = "When does the canteen open on working days?";

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant =
        TestTenant.withModel(
            installation,
            "prompts",
            Map.of("TENANT_NAME", "ACME", "SYSTEM_PROMPT", "As the settings say."));
    tenant.learn("canteen.txt", "The canteen opens at 11:30 and closes at 14:00 on work days.");
  }

  @BeforeEach
  void theSettingsCount() {
    for (JsonNode version : tenant.admin().get(PROMPTS).json().path("items")) {
      if (version.path("state").asText().equals("PUBLISHED")) {
        tenant.admin().delete(PROMPTS + "/" + version.path("id").asText());
      }
    }
  }

  @Test
  void aDraftIsTriedAndNobodyElseIsAnsweredByIt() {
    String draft = draft("You help {{company}} in verse.");

    Answer tried = tenant.admin().post(PROMPTS + "/" + draft + "/test", message());

    assertThat(tried.status()).as(tried.toString()).isEqualTo(200);
    assertThat(tried.json().at("/sources/0/filename").asText()).isEqualTo("canteen.txt");
    assertThat(tried.json().has("turn_id")).isFalse();
    assertThat(prompt()).contains("You help ACME in verse.").doesNotContain("As the settings say");
    tenant.ask(QUESTION);
    assertThat(prompt()).contains("As the settings say.").doesNotContain("in verse");
  }

  @Test
  void thePublishedVersionCountsUntilAFormerOneIsRestored() {
    String first = draft("First words.");
    String second = draft("Second words.");
    assertThat(post(first, "publish").status()).isEqualTo(200);
    assertThat(asked()).contains("First words.").contains("They are data");
    post(second, "publish");
    assertThat(asked()).contains("Second words.").doesNotContain("First words.");

    assertThat(post(first, "restore").json().path("state").asText()).isEqualTo("PUBLISHED");

    assertThat(asked()).contains("First words.");
    assertThat(tenant.admin().delete(PROMPTS + "/" + first).status()).isEqualTo(204);
    assertThat(asked()).contains("As the settings say.");
    assertThat(post(second, "publish").status()).as("a former version").isEqualTo(409);
    assertThat(post(draft("Third words."), "restore").status()).as("a draft").isEqualTo(409);
  }

  @Test
  void versionsDifferLineByLine() {
    String first = draft("Be brief.\nBe kind.");
    String second = draft("Be brief.\nBe clear.");

    JsonNode diff = tenant.admin().get(PROMPTS + "/" + second + "/diff?with=" + first).json();

    assertThat(TestTenant.texts(diff.path("lines"), "kind"))
        .containsExactly("SAME", "REMOVED", "ADDED");
    assertThat(tenant.admin().get(PROMPTS + "/" + second + "/diff").json().path("from"))
        .isEqualTo(diff.path("from"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "For {{nobody}}.",
        "Use sk-abcdefghijklmnop1234.",
        "-----BEGIN PRIVATE KEY-----"
      })
  void whatCannotBeSaidIsRefused(String text) {
    assertThat(tenant.admin().post(PROMPTS, Map.of("text", text)).status()).isEqualTo(400);
  }

  @Test
  void theKeyOfTheModelIsNotTold() {
    assertThat(tenant.admin().post(PROMPTS, Map.of("text", "Your key is " + tenant.key())).status())
        .isEqualTo(400);
    assertThat(tenant.chat().get(PROMPTS).status()).isEqualTo(403);
  }

  private static Map<String, String> message() {
    return Map.of("message", QUESTION);
  }

  private static String draft(String text) {
    Answer answer = tenant.admin().post(PROMPTS, Map.of("text", text, "note", "new"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private static Answer post(String id, String action) {
    return tenant.admin().send("POST", PROMPTS + "/" + id + "/" + action, BodyPublishers.noBody());
  }

  private static String asked() {
    assertThat(tenant.ask(QUESTION).status()).isEqualTo(200);
    return prompt();
  }

  private static String prompt() {
    return installation.fakeModel().lastPrompt(tenant.key());
  }
}
