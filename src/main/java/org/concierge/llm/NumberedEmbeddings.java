package org.concierge.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Puts the embeddings of an answer into the order of their numbers. The OpenAI API numbers them so
 * that a server may compute them in any order; the client above takes them as they come, and would
 * give a passage the embedding of another one without anybody noticing.
 */
final class NumberedEmbeddings implements HttpClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;

  NumberedEmbeddings(HttpClient client) {
    this.client = client;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    SuccessfulHttpResponse answer = client.execute(request);
    return SuccessfulHttpResponse.builder()
        .statusCode(answer.statusCode())
        .headers(answer.headers())
        .body(inOrder(answer.body()))
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    client.execute(request, parser, listener);
  }

  /** What is no such answer stays as it is: the client says what is wrong with it. */
  private static String inOrder(String body) {
    try {
      if (!(JSON.readTree(body) instanceof ObjectNode answer)
          || !(answer.path("data") instanceof ArrayNode data)
          || StreamSupport.stream(data.spliterator(), false).noneMatch(e -> e.has("index"))) {
        return body;
      }
      List<JsonNode> sorted =
          StreamSupport.stream(data.spliterator(), false)
              .sorted(Comparator.comparingInt(NumberedEmbeddings::number))
              .toList();
      if (IntStream.range(0, sorted.size()).anyMatch(i -> number(sorted.get(i)) != i)) {
        throw new Problem(
            ProblemType.MODEL_FAILED, "The embedding server numbered its embeddings wrongly.");
      }
      data.removeAll();
      data.addAll(sorted);
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static int number(JsonNode embedding) {
    return embedding.path("index").asInt(-1);
  }
}
