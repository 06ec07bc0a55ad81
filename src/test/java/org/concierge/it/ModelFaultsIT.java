package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the one who asks is told when the model fails, and what is kept of its answer. */
class ModelFaultsIT {
  private static final String CHAT = "/api/v1/chat";
  private static final String QUESTION = "When does the canteen open on working days?";

  /** What a real provider's error may hold and nobody may see. */
  private static final String SECRET = "SECRET-IN-ERROR";

  /** The tenant's LLM_TIMEOUT_SECONDS and a second more; the rest is the way there and back. */
  private static final Duration LIMIT = Duration.ofMillis(2_000 + 1_000 + 1_500);

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.withModel(installation, "model-faults", Map.of("LLM_TIMEOUT_SECONDS", "2"));
    tenant.learn("canteen.txt", "The canteen opens at 11:30 and closes at 14:00 on work days.");
    // Classes are loaded and connections made: from now on two seconds are a long time.
    await().until(() -> tenant.ask(QUESTION).status() == 200);
  }

  @AfterAll
  static void theServersLogHoldsNoWordOfTheProvider() throws IOException {
    assertThat(Files.readString(installation.server().log()))
        .doesNotContain(SECRET, "com.provider.Internal", tenant.key());
  }

  @ParameterizedTest
  @CsvSource({
    "hang, 504, nothing",
    "hang-headers, 504, nothing",
    "hang-mid, 504, half",
    "reset, 502, nothing",
    "'cut,slow=20', 502, half",
    "nodone, 502, whole",
    "badjson, 502, half",
    "html, 502, nothing",
    "empty, 502, nothing",
    "error-in-stream, 502, half",
    "filtered, 502, half",
    "400, 502, nothing",
    "401, 502, nothing",
    "404, 502, nothing",
    "429, 502, nothing",
    "500, 502, nothing",
    "503, 502, nothing",
  })
  void aFailureIsToldAndKept(String behaviour, int status, String kept) {
    tenant.modelBehaves(behaviour);

    JsonNode whole = failureAsJson("json-" + behaviour, status);
    List<EventStream.Event> events = failureAsStream("sse-" + behaviour);

    JsonNode last = events.get(events.size() - 1).json();
    assertThat(last.path("status").asInt()).as(last.toString()).isEqualTo(status);
    assertThat(last.path("title")).isEqualTo(whole.path("title"));
    assertThat(last.path("request_id").asText()).isNotBlank();
    assertThat(events.toString()).doesNotContain(SECRET);
    assertKept("json-" + behaviour, whole, kept);
    assertKept("sse-" + behaviour, last, kept);
  }

  @Test
  void aBusyProviderIsWorthAnotherTry() {
    tenant.modelBehaves("429");

    assertThat(tenant.ask(QUESTION).header("Retry-After")).matches("[1-9]\\d?");
  }

  @Test
  void whatFailedIsNotShownToTheModelAgain() {
    String session = "after-failure";
    tenant.modelBehaves("cut");
    tenant.ask(Map.of("message", QUESTION + " Asked first.", "session_id", session));
    tenant.modelBehaves("ok");

    Answer answer = tenant.ask(Map.of("message", QUESTION, "session_id", session));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(installation.fakeModel().lastPrompt(tenant.key())).doesNotContain("Asked first");
  }

  @Test
  void aModelThatCannotBeReachedIsToldApart() {
    TestTenant lonely =
        TestTenant.withModel(
            installation, "lonely", Map.of("OPENAI_BASE_URL", "http://127.0.0.1:9/v1"));
    lonely.learn("canteen.txt", "The canteen opens at 11:30 and closes at 14:00 on work days.");

    Answer answer = lonely.ask(QUESTION);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(502);
    assertThat(answer.json().path("detail").asText()).contains("cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0001\u0002", "\u202E", "</script>", "event: done\n\n"})
  void whateverTheModelSaysIsText(String odd) {
    installation.fakeModel().answer(tenant.key(), "At eleven " + odd + " thirty [1].");

    Answer answer = tenant.ask(Map.of("message", QUESTION, "session_id", "odd"));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    String expected = "At eleven " + odd.replace("\u0000", "") + " thirty [1].";
    assertThat(answer.json().path("response").asText()).isEqualTo(expected);
    assertThat(tenant.lastTurn("odd").path("answer").asText()).isEqualTo(expected);
    try (EventStream stream = tenant.chat().stream(CHAT, Map.of("message", QUESTION))) {
      List<EventStream.Event> events = stream.rest();
      assertThat(events.get(events.size() - 1).json().path("response").asText())
          .isEqualTo(expected);
    }
  }

  private static JsonNode failureAsJson(String session, int status) {
    long began = System.nanoTime();
    Answer answer = tenant.ask(Map.of("message", QUESTION, "session_id", session));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.text()).doesNotContain(SECRET);
    return answer.json();
  }

  private static List<EventStream.Event> failureAsStream(String session) {
    long began = System.nanoTime();
    try (EventStream stream =
        tenant.chat().stream(CHAT, Map.of("message", QUESTION, "session_id", session))) {
      List<EventStream.Event> events = stream.rest();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
      assertThat(events.get(0).name()).isEqualTo("citations");
      assertThat(events.get(events.size() - 1).name()).isEqualTo("problem");
      return events;
    }
  }

  private static void assertKept(String session, JsonNode problem, String kept) {
    JsonNode turn = tenant.lastTurn(session);
    String answer = turn.path("answer").asText();
    assertThat(turn.path("state").asText()).isEqualTo("FAILED");
    assertThat(turn.path("problem")).isEqualTo(problem.path("detail"));
    assertThat(turn.path("completed_at").asText()).isNotBlank();
    String whole = "This is the answer of the fake model, in ten words.";
    switch (kept) {
      case "nothing" -> assertThat(answer).isEmpty();
      case "half" -> assertThat(answer).startsWith("This is the answer").isNotEqualTo(whole);
      default -> assertThat(answer).isEqualTo(whole);
    }
  }
}
