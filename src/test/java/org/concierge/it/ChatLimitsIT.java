package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked, how long a conversation may be, and what is refused. */
class ChatLimitsIT {
  private static final String CHAT = "/api/v1/chat";
  private static final String QUESTION = "When does the canteen open on work days?";
  private static final Duration QUICKLY = Duration.ofSeconds(5);

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "chat-limits", Map.of());
    tenant.learn("canteen.txt", "The canteen opens at 11:30 on work days.");
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "10000, 200", "10001, 400"})
  void aMessageHasOneToTenThousandCharacters(int length, int status) {
    assertThat(tenant.ask("x".repeat(length)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "128, 200", "129, 400"})
  void aSessionsNameHasOneToAHundredAndTwentyEightCharacters(int length, int status) {
    String session = UUID.randomUUID().toString().repeat(4).substring(0, length);

    Answer answer = tenant.ask(Map.of("message", QUESTION, "session_id", session));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.json().path("session_id").asText()).isEqualTo(session);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "null",
        "[]",
        "[{\"message\": \"a\"}]",
        "\"message\"",
        "7",
        "{\"message\": null}",
        "{\"message\": \"\"}",
        "{\"message\": \" \\n\\t \"}",
        "{\"message\": [\"a\"]}",
        "{\"message\": {}}",
        "{\"message\": \"a\"",
        "{\"message\": \"a\"} {}",
        "{message: 'a'}",
        "{\"message\": \"a\", \"message\": \"b\"}",
        "{\"message\": \"a\\u0000b\"}",
        "{\"message\": \"a\", \"session_id\": \"a\\u0000b\"}",
        "{\"message\": \"a\", \"session_id\": {}}",
        "{\"message\": \"a\", \"metadata\": []}",
        "{\"message\": \"a\", \"metadata\": {\"topic\": null}}",
        "{\"message\": \"a\", \"metadata\": {\"topic\": \"\\u0000\"}}",
        "{\"message\": \"a\", \"documents\": \"all\"}",
        "{\"message\": \"a\", \"documents\": [1e308]}",
        "{\"message\": \"a\", \"stream\": \"perhaps\"}",
      })
  void aQuestionThatCannotBeIsRefusedWhole(String body) {
    assertRefused(400, () -> tenant.chat().post(CHAT, body));
    assertRefused(400, () -> tenant.chat().with("Accept", "text/event-stream").post(CHAT, body));
  }

  @Test
  void tooManyFiltersAreRefused() {
    Map<String, String> metadata = new HashMap<>();
    IntStream.range(0, 10_000).forEach(i -> metadata.put("key" + i, "value"));
    List<String> documents = Collections.nCopies(10_000, UUID.randomUUID().toString());

    assertRefused(400, () -> tenant.ask(Map.of("message", QUESTION, "metadata", metadata)));
    assertRefused(400, () -> tenant.ask(Map.of("message", QUESTION, "documents", documents)));
  }

  @Test
  void aHugeBodyIsRefusedQuickly() {
    String huge = "{\"message\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}";

    assertRefused(413, () -> tenant.chat().post(CHAT, huge));
    assertRefused(413, () -> tenant.chat().post(CHAT, " ".repeat(10 * 1024 * 1024)));
  }

  @Test
  void aDeeplyNestedBodyIsRefusedQuickly() {
    String objects = "{\"a\":".repeat(100_000);

    assertRefused(400, () -> tenant.chat().post(CHAT, "[".repeat(100_000)));
    assertRefused(400, () -> tenant.chat().post(CHAT, objects));
    assertRefused(
        400, () -> tenant.chat().post(CHAT, "{\"message\": \"a\", \"metadata\": " + objects));
  }

  @Test
  void aNumberOfManyDigitsIsRefusedQuickly() {
    String body = "{\"message\": \"a\", \"stream\": 1" + "0".repeat(500_000) + "}";

    assertRefused(400, () -> tenant.chat().post(CHAT, body));
  }

  @Test
  void anotherContentTypeIsRefused() {
    for (String type : List.of("text/plain", "application/xml", "multipart/form-data")) {
      Api api = tenant.chat().with("Content-Type", type);
      assertRefused(
          415, () -> api.send("POST", CHAT, BodyPublishers.ofString("{\"message\": \"a\"}")));
    }
  }

  @Test
  void anotherMethodIsRefusedAndCannotBeOverridden() {
    assertRefused(405, () -> tenant.chat().get(CHAT));
    assertRefused(405, () -> tenant.chat().with("X-HTTP-Method-Override", "POST").get(CHAT));
    assertRefused(405, () -> tenant.chat().delete(CHAT));
    assertThat(tenant.chat().delete(CHAT).header("Allow")).contains("POST");
  }

  @Test
  void anAnswerThatNobodyCanReadIsNotMade() {
    Answer answer =
        tenant.chat().with("Accept", "image/png").post(CHAT, Map.of("message", QUESTION));

    assertThat(answer.status()).isIn(200, 406);
  }

  @Test
  void whatIsUnknownInAQuestionIsPassedOver() {
    Map<String, ?> question =
        Map.of("message", QUESTION, "role", "admin", "id", 7, "temperature", 99);

    assertThat(tenant.ask(question).status()).isEqualTo(200);
  }

  @Test
  void aConversationOfFullLengthTakesNoMoreTurns() {
    String session = "full";
    tenant.ask(Map.of("message", QUESTION, "session_id", session));
    new Rows(installation.postgres())
        .change(
            Rows.RAGDB,
            "update turn set position = 99 where tenant_id = ? and conversation_id = ?",
            tenant.id(),
            UUID.fromString(tenant.session(session).path("id").asText()));

    Answer hundredth = tenant.ask(Map.of("message", QUESTION, "session_id", session));
    Answer beyond = tenant.ask(Map.of("message", QUESTION, "session_id", session));

    assertThat(hundredth.json().path("limit_reached").asBoolean(true)).isFalse();
    assertThat(beyond.status()).isEqualTo(200);
    assertThat(beyond.json().path("limit_reached").asBoolean()).isTrue();
    assertThat(beyond.json().path("sources")).isEmpty();
    assertThat(beyond.json().path("response").asText()).isNotBlank();
    assertThat(tenant.session(session).path("turns")).hasSize(2);
    try (EventStream stream =
        tenant.chat().stream(CHAT, Map.of("message", QUESTION, "session_id", session))) {
      List<EventStream.Event> events = stream.rest();
      assertThat(events)
          .extracting(EventStream.Event::name)
          .containsExactly("citations", "delta", "done");
      assertThat(events.get(2).json().path("limit_reached").asBoolean()).isTrue();
    }
  }

  @Test
  void questionsAtOnceInOneConversationAllFindTheirPlace() {
    Map<String, String> question = Map.of("message", QUESTION, "session_id", "crowd");
    List<CompletableFuture<Answer>> asked =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> tenant.ask(question)))
            .toList();

    asked.forEach(answer -> assertThat(answer.join().status()).isEqualTo(200));
    assertThat(TestTenant.texts(tenant.session("crowd").path("turns"), "position"))
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void theListOfSessionsComesInPages() {
    for (int i = 0; i < 5; i++) {
      tenant.ask(Map.of("message", QUESTION, "session_id", "paged-" + i));
    }

    JsonNode first = tenant.admin().get("/admin/sessions?limit=2").json();
    JsonNode second = tenant.admin().get("/admin/sessions?limit=2&cursor=" + cursor(first)).json();

    List<String> ids = TestTenant.texts(first.path("items"), "id");
    ids.addAll(TestTenant.texts(second.path("items"), "id"));
    assertThat(ids).hasSize(4).doesNotHaveDuplicates();
    assertThat(tenant.admin().get("/admin/sessions/" + ids.get(3)).status()).isEqualTo(200);
    assertRefused(404, () -> tenant.admin().get("/admin/sessions/" + UUID.randomUUID()));
    assertRefused(404, () -> tenant.admin().get("/admin/sessions/x"));
    assertRefused(400, () -> tenant.admin().get("/admin/sessions?limit=0"));
    assertRefused(400, () -> tenant.admin().get("/admin/sessions?cursor=x"));
    assertRefused(403, () -> tenant.chat().get("/admin/sessions"));
  }

  private static String cursor(JsonNode page) {
    return page.path("next_cursor").asText();
  }

  private static void assertRefused(int status, Supplier<Answer> request) {
    long began = System.nanoTime();
    Answer answer = request.get();
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QUICKLY);
  }
}
