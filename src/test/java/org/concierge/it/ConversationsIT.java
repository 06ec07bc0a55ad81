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
