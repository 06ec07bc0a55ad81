package org.concierge.rerank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concierge.outbound.OutboundClient;
import org.concierge.outbound.OutboundRequest;
import org.concierge.outbound.OutboundResponse;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant.Reranking;

/**
 * Has texts judged by a server that reads question and text together ({@code POST .../rerank} as
 * Cohere, Jina, vLLM and Text Embeddings Inference have it). It is never waited for longer than its
 * settings say: whoever asks does without. Thread safe.
 */
public final class Reranker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Reranker.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_AT_ONCE = 32;

  /** A server that fails is left alone for so long: each question would wait in vain. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

  private final OutboundClient outbound;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, MAX_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Reranker::thread);
  private final Cache<Reranking, Boolean> away =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(LEFT_ALONE).build();

  public Reranker(OutboundClient outbound) {
    this.outbound = outbound;
  }

  /**
   * How well each text answers the question, in the order of the texts, in [0,1], 1 = best; empty
   * for one that the server has not judged. No element at all if it did not answer as it should.
   */
  public List<OptionalDouble> scores(Reranking server, String question, List<String> texts) {
    if (texts.isEmpty() || away.getIfPresent(server) != null) {
      return List.of();
    }
    try {
      Future<List<OptionalDouble>> answer =
          threads.submit(() -> judged(send(server, question, texts), texts.size()));
      try {
        return answer.get(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        answer.cancel(true);
      }
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      away.put(server, true);
      LOG.log(Level.WARNING, "The re-ranker {0} is done without", server.address().getHost());
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private String send(Reranking server, String question, List<String> texts) {
    ObjectNode body = JSON.createObjectNode().put("query", question);
    ArrayNode documents = body.putArray("documents");
    texts.forEach(documents::add);
    if (server.model().isEmpty()) {
      // Servers of one model, which know them by this name.
      body.set("texts", documents.deepCopy());
    } else {
      body.put("model", server.model()).put("top_n", texts.size());
    }
    OutboundRequest request =
        new OutboundRequest(
            "POST",
            server.address(),
            Map.of("Content-Type", "application/json", "Accept", "application/json"),
            body.toString().getBytes(StandardCharsets.UTF_8));
    OutboundResponse response =
        outbound.send(
            server.key().isEmpty()
                ? request
                : request.with("Authorization", "Bearer " + server.key().value()));
    if (response.status() != 200) {
      throw Problem.unavailable("The re-ranker answers with " + response.status() + ".", null);
    }
    return response.text();
  }

  private static List<OptionalDouble> judged(String text, int count)
      throws JsonProcessingException {
    JsonNode answer = JSON.readTree(text);
    JsonNode results = answer.isArray() ? answer : answer.path("results");
    OptionalDouble[] scores = new OptionalDouble[count];
    Arrays.fill(scores, OptionalDouble.empty());
    boolean any = false;
    for (JsonNode result : results) {
      int index = result.path("index").asInt(-1);
      JsonNode score =
          result.has("relevance_score") ? result.get("relevance_score") : result.path("score");
      if (index >= 0 && index < count && score.isNumber()) {
        scores[index] = OptionalDouble.of(share(score.asDouble()));
        any = true;
      }
    }
    if (!any) {
      throw Problem.unavailable("The re-ranker's answer cannot be read.", null);
    }
    return List.of(scores);
  }

  /** Some servers give a probability, some its logit. */
  private static double share(double score) {
    return score >= 0 && score <= 1 ? score : 1 / (1 + Math.exp(-score));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "concierge-rerank");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    outbound.close();
  }
}
