package org.concierge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.concierge.captions.Cue;
import org.concierge.outbound.OutboundClient;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.ImportSettings.Transcription;
import org.concierge.tenant.SampleTenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as OpenAI's reference of the audio API shows it. */
class TranscriberTest {
  private static final String ANSWER =
      """
      {"task": "transcribe", "language": "english", "duration": 8.5,
       "text": "The beach. It is fine.",
       "segments": [
         {"id": 0, "seek": 0, "start": 0.0, "end": 3.3, "text": " The  beach.", "tokens": [1]},
         {"id": 1, "start": 3.32, "end": 8.4, "text": " It is fine."}]}
      """;

  @TempDir private Path folder;

  private final AtomicReference<String> body = new AtomicReference<>();
  private final AtomicReference<String> authorization = new AtomicReference<>();
  private final OutboundClient outbound = OutboundClient.forDocuments(true, Set.of());
  private HttpServer server;
  private int status = 200;
  private String answer = ANSWER;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext("/v1/audio/transcriptions", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    outbound.close();
  }

  @Test
  void whatIsSaidComesWithItsMoments() throws IOException {
    assertThat(new Transcriber(outbound).transcribe(settings(), recording(), "a \"b\".mp3"))
        .containsExactly(
            new Cue(Duration.ZERO, "The beach."), new Cue(Duration.ofMillis(3320), "It is fine."));
    assertThat(authorization).hasValue("Bearer sk-voice");
    assertThat(body.get())
        .contains("name=\"model\"\r\n\r\nwhisper-x\r\n")
        .contains("name=\"response_format\"\r\n\r\nverbose_json\r\n")
        .contains("filename=\"a__b_.mp3\"")
        .contains("\r\n\r\nSOUND\r\n--");
  }

  @Test
  void aServerWithoutMomentsIsBetterThanNothing() throws IOException {
    answer = "{\"text\": \"All of it.\"}";

    assertThat(new Transcriber(outbound).transcribe(settings(), recording(), "a.mp3"))
        .containsExactly(new Cue(Duration.ZERO, "All of it."));
  }

  @Test
  void whatPassesIsTriedAgainAndWhatDoesNotIsTold() {
    status = 429;
    assertProblem(ProblemType.UNAVAILABLE);
    status = 400;
    assertProblem(ProblemType.UNPROCESSABLE);
    status = 200;
    answer = "<html>";
    assertProblem(ProblemType.UNAVAILABLE);
  }

  private void assertProblem(ProblemType type) {
    assertThatThrownBy(() -> new Transcriber(outbound).transcribe(settings(), recording(), "a.mp3"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }

  private Transcription settings() {
    return SampleTenant.with(
            "TRANSCRIPTION_BASE_URL=http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
            "TRANSCRIPTION_API_KEY=sk-voice",
            "TRANSCRIPTION_MODEL=whisper-x")
        .imports()
        .transcription();
  }

  private Path recording() throws IOException {
    return Files.writeString(folder.resolve("sound"), "SOUND");
  }

  private void answer(HttpExchange exchange) throws IOException {
    body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
