package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The double keeps its word: a fault that never happens would let every test of it pass. */
class FakeModelTest {
  private static final String KEY = "sk-one";
  private static final String CHAT = "/v1/chat/completions";

  private FakeModel model;
  private Api api;

  @BeforeEach
  void start() throws IOException {
    model = FakeModel.start();
    api = new Api(URI.create("http://127.0.0.1:" + model.baseUrl().getPort())).withBearer(KEY);
  }

  @AfterEach
  void stop() throws IOException {
    model.close();
  }

  @Test
  void echoesTheQuestion() {
    model.behave(KEY, "echo");

    JsonNode answer = api.post(CHAT, question("gpt", false)).json();

    assertThat(said(answer)).isEqualTo("How many [1] days?");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(4);
    assertThat(model.lastPrompt(KEY))
        .isEqualTo("system: [1] Thirty days.\nuser: How many [1] days?");
  }

  @Test
  void citesWhatFollowsAMarker() {
    assertThat(said(api.post(CHAT, question("gpt@cite", false)).json()))
        .isEqualTo("Thirty days. [1].");
  }

  @Test
  void streamsWordByWordWithUsageAtTheEnd() {
    model.answer(KEY, "Two  words");

    List<EventStream.Event> events = events("gpt");

    assertThat(deltas(events)).isEqualTo("Two  words");
    assertThat(events.get(events.size() - 1).data()).isEqualTo("[DONE]");
    assertThat(events.get(events.size() - 2).json().at("/usage/total_tokens").asInt())
        .isEqualTo(11);
  }

  @ParameterizedTest
  @CsvSource({"401, 401", "429, 429", "500, 500", "html, 200"})
  void refuses(String behaviour, int status) {
    Answer answer = api.post(CHAT, question("gpt@" + behaviour, false));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Retry-After")).isEqualTo(status == 429 ? "1" : "");
  }

  @Test
  void failsAsOftenAsItWasTold() {
    model.behave(KEY, "500", 2);

    assertThat(List.of(status(), status(), status())).containsExactly(500, 500, 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "reset"})
  void breaksOff(String behaviour) {
    assertThatThrownBy(() -> events("gpt@" + behaviour)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> api.post(CHAT, question("gpt@" + behaviour, false)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(model.aborted(KEY)).isZero();
  }

  @Test
  void leavesOutTheEnd() {
    assertThat(events("gpt@nodone")).noneMatch(event -> event.data().contains("DONE"));
    assertThat(events("gpt@empty")).allMatch(event -> !event.data().contains("content"));
  }

  @Test
  void sendsAnErrorWithinTheStream() {
    List<EventStream.Event> events = events("gpt@error-in-stream");

    assertThat(events.get(events.size() - 1).data()).contains("error");
  }

  @Test
  void sendsWhatIsNotJson() {
    Answer answer = api.post(CHAT, question("gpt@badjson", false));

    assertThatThrownBy(answer::json).isInstanceOf(AssertionError.class);
    assertThat(events("gpt@badjson")).anyMatch(event -> event.data().endsWith("un"));
  }

  @Test
  void noticesThatTheReaderHasGone() {
    model.behave(KEY, "hang-mid");
    try (EventStream stream = api.stream(CHAT, question("gpt", true))) {
      assertThat(stream.next()).isPresent();
      assertThat(model.aborted(KEY)).isZero();
    }

    await().until(() -> model.aborted(KEY) == 1);
    assertThat(model.requests(KEY).get(0).completed()).isFalse();
  }

  @Test
  void pausesBeforeEachWordAndNoticesThere() {
    model.behave(KEY, "slow=60000");
    try (EventStream stream = api.stream(CHAT, question("gpt", true))) {
      assertThat(stream.next()).isPresent();
    }

    await().until(() -> model.aborted(KEY) == 1);
  }

  @Test
  void embedsTheSameTextTheSameWay() {
    JsonNode plain = embeddings("embed", Map.of("dimensions", 64));
    JsonNode encoded = embeddings("embed", Map.of("dimensions", 64, "encoding_format", "base64"));

    assertThat(plain.at("/0/embedding")).hasSize(64);
    assertThat(FakeEmbeddings.embed("one", 64)[3])
        .isEqualTo((float) plain.at("/0/embedding/3").asDouble());
    assertThat(decoded(encoded.at("/1/embedding").asText()))
        .isEqualTo(FakeEmbeddings.embed("two words", 64));
  }

  @Test
  void embedsWrongly() {
    assertThat(embeddings("embed@wrongdims", Map.of()).at("/0/embedding")).hasSize(385);
    assertThat(embeddings("embed@shortbatch", Map.of())).hasSize(1);
    assertThat(embeddings("embed@shuffled", Map.of()).at("/0/index").asInt()).isEqualTo(1);
    Answer nan = api.post("/v1/embeddings", Map.of("model", "embed@nan", "input", "one"));
    assertThat(nan.text()).contains("NaN");
  }

  @Test
  void refusesAFaultThatItDoesNotKnow() {
    assertThatThrownBy(() -> model.behave(KEY, "hangs"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private int status() {
    return api.post(CHAT, question("gpt", false)).status();
  }

  private List<EventStream.Event> events(String name) {
    try (EventStream stream = api.stream(CHAT, question(name, true))) {
      return stream.rest();
    }
  }

  private JsonNode embeddings(String name, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putAll(Map.of("model", name, "input", List.of("one", "two words")));
    return api.post("/v1/embeddings", body).json().path("data");
  }

  private static Map<String, Object> question(String name, boolean stream) {
    return Map.of(
        "model",
        name,
        "stream",
        stream,
        "stream_options",
        Map.of("include_usage", stream),
        "messages",
        List.of(
            Map.of("role", "system", "content", "[1] Thirty days."),
            Map.of("role", "user", "content", "How many [1] days?")));
  }

  private static String said(JsonNode answer) {
    return answer.at("/choices/0/message/content").asText();
  }

  private static String deltas(List<EventStream.Event> events) {
    return events.stream()
        .filter(event -> event.data().startsWith("{"))
        .map(event -> event.json().at("/choices/0/delta/content").asText())
        .collect(Collectors.joining());
  }

  private static float[] decoded(String base64) {
    float[] numbers = new float[64];
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }
}
