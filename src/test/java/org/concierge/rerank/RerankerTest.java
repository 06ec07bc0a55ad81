package org.concierge.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.concierge.outbound.OutboundClient;
import org.concierge.tenant.Secret;
import org.concierge.tenant.Tenant.Reranking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RerankerTest {
  private static final List<String> TEXTS = List.of("The lathe is green.", "It opens at 11:30.");

  private final Reranker reranker = new Reranker(OutboundClient.forCredentials(true, Set.of()));
  private final List<String> bodies = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/rerank",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
          try {
            if (answer.isEmpty()) {
              never.await();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    never.countDown();
    server.stop(0);
    reranker.close();
  }

  @Test
  void scoresComeInTheOrderOfTheTexts() {
    answer =
        "{\"results\": [{\"index\": 1, \"relevance_score\": 0.9},"
            + " {\"index\": 0, \"relevance_score\": 0.1}]}";

    assertThat(reranker.scores(at("key", "model-x"), "When?", TEXTS))
        .containsExactly(OptionalDouble.of(0.1), OptionalDouble.of(0.9));
    assertThat(keys).containsExactly("Bearer key");
    assertThat(bodies.get(0))
        .contains("\"query\":\"When?\"", "\"model\":\"model-x\"", "\"documents\":[\"The lathe")
        .doesNotContain("\"texts\"");
  }

  /** As Text Embeddings Inference answers, here with raw scores. */
  @Test
  void aBareListIsReadToo() {
    answer = "[{\"index\": 1, \"score\": 4.0}]";

    List<OptionalDouble> scores = reranker.scores(at("", ""), "When?", TEXTS);

    assertThat(scores.get(0)).isEmpty();
    assertThat(scores.get(1).getAsDouble()).isBetween(0.98, 0.99);
    assertThat(bodies.get(0)).contains("\"texts\":[");
    assertThat(keys.get(0)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "no json",
        "[]",
        "{\"results\": [{\"index\": 2, \"relevance_score\": 1}]}",
        "{\"results\": [{\"index\": 0, \"relevance_score\": \"much\"}]}",
      })
  void whatCannotBeReadIsDoneWithout(String strange) {
    answer = strange;

    assertThat(reranker.scores(at("", ""), "When?", TEXTS)).isEmpty();
  }

  @Test
  void aServerThatFailsIsLeftAloneForAWhile() {
    answer = "Overloaded";
    status = 503;

    reranker.scores(at("", ""), "When?", TEXTS);
    reranker.scores(at("", ""), "When?", TEXTS);

    assertThat(bodies).hasSize(1);
  }

  @Test
  void aServerThatIsSilentIsNotWaitedForLonger() {
    long began = System.nanoTime();

    assertThat(reranker.scores(at("", ""), "When?", TEXTS)).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void nothingIsAskedAboutNothing() {
    assertThat(reranker.scores(at("", ""), "When?", List.of())).isEmpty();
    assertThat(bodies).isEmpty();
  }

  /** Not this machine, nor any other inside. */
  @Test
  void anAddressInsideIsNotCalled() {
    try (Reranker guarded = new Reranker(OutboundClient.forCredentials(false, Set.of()))) {
      assertThat(guarded.scores(at("", ""), "When?", TEXTS)).isEmpty();
    }
    assertThat(bodies).isEmpty();
  }

  private Reranking at(String key, String model) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rerank");
    return new Reranking(address, new Secret(key), model, Duration.ofMillis(1_500));
  }
}
