package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A request as the {@link FakeModel} got it. Thread safe. */
public final class FakeModelRequest {
  private final String path;
  private final Map<String, String> headers;
  private final JsonNode body;
  private volatile boolean aborted;
  private volatile boolean completed;
  private volatile int promptTokens;
  private volatile int completionTokens;

  FakeModelRequest(String path, Map<String, String> headers, JsonNode body) {
    this.path = path;
    this.headers = headers;
    this.body = body;
  }

  /** What its answer says that it has taken. */
  void counts(int ofPrompt, int ofCompletion) {
    promptTokens = ofPrompt;
    completionTokens = ofCompletion;
  }

  public int promptTokens() {
    return promptTokens;
  }

  public int completionTokens() {
    return completionTokens;
  }

  public String path() {
    return path;
  }

  /** By name in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  public JsonNode body() {
    return body;
  }

  /** The API key, "" without one. */
  public String key() {
    String authorization = headers.getOrDefault("authorization", "");
    return authorization.replaceFirst("(?i)^Bearer\\s+", "");
  }

  public String model() {
    return body.path("model").asText();
  }

  public boolean isChat() {
    return path.endsWith("/chat/completions");
  }

  /** All messages as {@code role: text}, one below the other. */
  public String prompt() {
    return StreamSupport.stream(body.path("messages").spliterator(), false)
        .map(message -> message.path("role").asText() + ": " + text(message.path("content")))
        .collect(Collectors.joining("\n"));
  }

  /** What the last message of the user says, "" without one. */
  public String question() {
    return StreamSupport.stream(body.path("messages").spliterator(), false)
        .filter(message -> message.path("role").asText().equals("user"))
        .map(message -> text(message.path("content")))
        .reduce("", (former, later) -> later);
  }

  /** Did the client close the connection before the answer's end? */
  public boolean aborted() {
    return aborted;
  }

  /** Was the answer, or what was meant to be of it, sent to its end? */
  public boolean completed() {
    return completed;
  }

  @Override
  public String toString() {
    return path + " " + key() + (aborted ? " aborted " : " ") + body;
  }

  void abort() {
    aborted = true;
  }

  void complete() {
    completed = true;
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText();
    }
    return StreamSupport.stream(content.spliterator(), false)
        .map(part -> part.path("text").asText())
        .collect(Collectors.joining("\n"));
  }
}
