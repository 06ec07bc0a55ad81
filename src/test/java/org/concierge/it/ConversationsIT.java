package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person's own conversations: found, renamed, deleted, rated; nobody else's. */
class ConversationsIT {
  private static final String CONVERSATIONS = "/api/v1/conversations";

  private static TestTenant tenant;
  private static Api ann;
  private static Api ben;

  @BeforeAll
  static void tenant() {
    TestInstallation installation = TestInstallation.shared();
    tenant = TestTenant.withModel(installation, "conversations", Map.of());
    tenant.learn("canteen.txt", "The canteen opens at 11:30 and closes at 14:00 on work days.");
    ann = TestPerson.in(installation, tenant.id(), "ann@example.com", Role.MEMBER).api();
    ben = TestPerson.in(installation, tenant.id(), "ben@example.com", Role.MEMBER).api();
  }

  @Test
  void aPersonSeesTheirOwnAlone() {
    ask(ann, "own-1", "When does the canteen open?");
    ask(ben, "own-2", "When does the canteen close?");

    assertThat(TestTenant.texts(list(ann, "").path("items"), "session_id"))
        .contains("own-1")
        .doesNotContain("own-2");
    String bens = id(ben, "close");
    assertThat(ann.get(CONVERSATIONS + "/" + bens).status()).isEqualTo(404);
    assertThat(ann.get(CONVERSATIONS + "/" + bens).json().path("detail"))
        .isEqualTo(ann.get(CONVERSATIONS + "/" + UUID.randomUUID()).json().path("detail"));
    assertThat(ann.delete(CONVERSATIONS + "/" + bens).status()).isEqualTo(404);
    assertThat(ann.patch(CONVERSATIONS + "/" + bens, Map.of("title", "Mine")).status())
        .isEqualTo(404);
    assertThat(ben.get(CONVERSATIONS + "/" + bens).json().path("turns")).hasSize(1);
  }

  @Test
  void aConversationIsRenamedAndDeleted() {
    ask(ann, "renamed", "Which way to the canteen at noon?");
    String id = id(ann, "noon");

    assertThat(
            ann.patch(CONVERSATIONS + "/" + id, Map.of("title", "Way to food"))
                .json()
                .path("title")
                .asText())
        .isEqualTo("Way to food");
    assertThat(id(ann, "way to FOOD")).isEqualTo(id);
    assertThat(ann.patch(CONVERSATIONS + "/" + id, Map.of("title", " ")).status()).isEqualTo(400);
    assertThat(ann.delete(CONVERSATIONS + "/" + id).status()).isEqualTo(204);
    assertThat(ann.get(CONVERSATIONS + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void anAnswerIsRatedByWhomItWasGiven() {
    String turn = ask(ann, "rated", "Is the canteen open on Monday?").path("turn_id").asText();
    String path = "/api/v1/turns/" + turn + "/feedback";
    Map<String, Object> bad = Map.of("rating", -1, "reason", "wrong", "comment", "It is closed.");

    assertThat(ben.post(path, bad).status()).isEqualTo(404);
    assertThat(ann.post(path, bad).status()).isEqualTo(200);
    assertThat(ann.post(path, Map.of("rating", 5)).status()).isEqualTo(400);

    JsonNode feedback =
        ann.get(CONVERSATIONS + "/" + id(ann, "monday")).json().at("/turns/0/feedback");
    assertThat(feedback.path("rating").asInt()).isEqualTo(-1);
    assertThat(feedback.path("comment").asText()).isEqualTo("It is closed.");
  }

  @Test
  void aConversationIsFoundByWhatWasAskedAndAnsweredInIt() {
    tenant.installation().fakeModel().answer(tenant.key(), "Ask for the zucchini tray [1].");
    ask(ann, "searched", "What is served in the canteen?");
    tenant.modelBehaves("ok");
    ask(ann, "searched", "And is the canteen closed on Whitsun?");

    assertThat(TestTenant.texts(list(ann, "ZUCCHINI").path("items"), "session_id"))
        .containsExactly("searched");
    assertThat(TestTenant.texts(list(ann, "whitsun").path("items"), "session_id"))
        .containsExactly("searched");
    assertThat(list(ben, "zucchini").path("items")).isEmpty();
  }

  @Test
  void anAnswerIsGivenAnewAndTheFormerOneIsKeptButNotContinued() {
    tenant.installation().fakeModel().answer(tenant.key(), "Through the old gate [1].");
    String first = ask(ann, "anew", "Where is the canteen?").path("turn_id").asText();
    ask(ann, "anew", "Is the canteen large?");

    tenant.installation().fakeModel().answer(tenant.key(), "Through the new gate [1].");
    JsonNode again =
        ann.post("/api/v1/chat", Map.of("session_id", "anew", "replaces", first)).json();

    assertThat(again.path("response").asText()).contains("new gate");
    String prompt = tenant.installation().fakeModel().lastPrompt(tenant.key());
    assertThat(prompt).contains("Where is the canteen?").doesNotContain("old gate", "large");
    JsonNode turns = ann.get(CONVERSATIONS + "/" + id(ann, "old gate")).json().path("turns");
    assertThat(TestTenant.texts(turns, "question"))
        .containsExactly("Where is the canteen?", "Is the canteen large?", "Where is the canteen?");
    String id = again.path("turn_id").asText();
    assertThat(TestTenant.texts(turns, "replaced_by")).containsExactly(id, id, "");
    tenant.modelBehaves("ok");
  }

  @Test
  void aQuestionIsAskedInOtherWords() {
    String first = ask(ann, "edited", "When does the cantine opn?").path("turn_id").asText();

    JsonNode again =
        ann.post(
                "/api/v1/chat",
                Map.of(
                    "session_id", "edited",
                    "message", "When does the canteen open at Easter?",
                    "replaces", first))
            .json();

    JsonNode turns = ann.get(CONVERSATIONS + "/" + id(ann, "easter")).json().path("turns");
    assertThat(turns.at("/1/question").asText()).contains("Easter");
    assertThat(turns.at("/0/replaced_by")).isEqualTo(again.path("turn_id"));
  }

  @Test
  void onlyATurnOfTheSameConversationIsReplaced() {
    String bens = ask(ben, "his", "When does the canteen open?").path("turn_id").asText();
    String other = ask(ann, "hers", "When does the canteen open?").path("turn_id").asText();
    for (String turn : new String[] {bens, other, UUID.randomUUID().toString()}) {
      Map<String, Object> body =
          Map.of("session_id", "not-that-one", "message", "Canteen?", "replaces", turn);
      assertThat(ann.post("/api/v1/chat", body).status()).isEqualTo(404);
    }
    assertThat(TestTenant.texts(list(ann, "").path("items"), "session_id"))
        .doesNotContain("not-that-one");
    assertThat(ann.post("/api/v1/chat", Map.of("session_id", "hers")).status()).isEqualTo(400);
  }

  @Test
  void whyAnAnswerIsAsItIsTellsWhoAskedAndTheAdministratorButNobodyElse() {
    ask(ann, "why", "When does the canteen open on work days?");
    String turn = ask(ann, "why", "And when does it close?").path("turn_id").asText();
    String path = "/api/v1/turns/" + turn + "/why";

    JsonNode why = ann.get(path).json();

    assertThat(why.path("searched").asText()).contains("canteen open", "when does it close");
    assertThat(why.at("/passages/0/filename").asText()).isEqualTo("canteen.txt");
    assertThat(why.at("/passages/0/similarity").asDouble()).isPositive();
    assertThat(why.path("search_ms").asInt(-1)).isNotNegative();
    assertThat(why.path("first_delta_ms").asInt(-1))
        .isGreaterThanOrEqualTo(why.path("search_ms").asInt());
    assertThat(why.path("total_ms").asInt(-1)).isNotNegative();
    assertThat(why.at("/usage/completion_tokens").asInt()).isPositive();
    assertThat(ben.get(path).status()).isEqualTo(404);
    assertThat(tenant.admin().get(path).status()).isEqualTo(200);
    assertThat(tenant.admin().get("/api/v1/audit?action=conversation.read_other").json().toString())
        .contains(turn);
  }

  @Test
  void aConversationIsPinnedAndTakenAlong() {
    ask(ann, "kept", "Does the canteen serve breakfast?");
    String id = id(ann, "breakfast");

    assertThat(
            ann.patch(CONVERSATIONS + "/" + id, Map.of("pinned", true))
                .json()
                .path("pinned")
                .asBoolean())
        .isTrue();
    assertThat(
            TestTenant.texts(
                ann.get(CONVERSATIONS + "?pinned=true").json().path("items"), "session_id"))
        .containsExactly("kept");
    Answer text = ann.get(CONVERSATIONS + "/" + id + "/export");
    assertThat(text.header("Content-Type")).startsWith("text/markdown");
    assertThat(text.header("Content-Disposition")).startsWith("attachment").endsWith(".md\"");
    assertThat(text.text()).contains("## Does the canteen serve breakfast?", "canteen.txt");
    Answer json = ann.get(CONVERSATIONS + "/" + id + "/export?format=json");
    assertThat(json.json().at("/turns/0/question").asText()).contains("breakfast");
    assertThat(ann.get(CONVERSATIONS + "/" + id + "/export?format=exe").status()).isEqualTo(400);
    assertThat(ben.get(CONVERSATIONS + "/" + id + "/export").status()).isEqualTo(404);
  }

  private static JsonNode ask(Api person, String session, String question) {
    return person.post("/api/v1/chat", Map.of("message", question, "session_id", session)).json();
  }

  private static JsonNode list(Api person, String text) {
    return person.get(CONVERSATIONS + "?q=" + text.replace(" ", "%20")).json();
  }

  private static String id(Api person, String text) {
    return list(person, text).at("/items/0/id").asText();
  }
}
