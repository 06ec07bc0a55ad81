package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer to one request, in the form of the OpenAI API, with the fault it was told to have. */
final class FakeModelAnswer {
  private static final String JSON_TYPE = "application/json";

  /** A marker at a line's begin, its heading if the line ends with a colon, up to eight words. */
  private static final Pattern MARKED =
      Pattern.compile(
          "(?m)^(?:\\w+: )?\\[(\\d{1,3})][:\\s]*(?:[^\\n]*:\\n)?"
              + "([^\\s\\[]+(?:[ \\t]+[^\\s\\[]+){0,7})");

  private final FakeModelConnection connection;
  private final FakeModelRequest request;
  private final FakeModelBehaviour behaviour;

  FakeModelAnswer(
      FakeModelConnection connection, FakeModelRequest request, FakeModelBehaviour behaviour) {
    this.connection = connection;
    this.request = request;
    this.behaviour = behaviour;
  }

  void send() throws IOException {
    if (behaviour.is("hang")) {
      connection.hang();
    } else if (behaviour.is("reset")) {
      connection.reset();
    } else if (behaviour.isStatus()) {
      refuse(Integer.parseInt(behaviour.fault()));
    } else if (behaviour.is("html")) {
      connection.send(200, "text/html", "<html><body>It works!</body></html>");
    } else if (request.path().endsWith("/embeddings")) {
      request.counts(Math.max(1, request.body().path("input").size()), 0);
      whole(FakeEmbeddings.answer(request.body(), behaviour));
    } else if (!request.isChat()) {
      connection.send(404, JSON_TYPE, error("there is no " + request.path()));
    } else if (request.body().path("stream").asBoolean()) {
      stream();
    } else {
      whole(json(completion()));
    }
  }

  /** The message holds what a real provider's holds and no caller of ours may ever see. */
  private void refuse(int status) throws IOException {
    String message = "Incorrect API key provided: sk-SECRET-IN-ERROR, at com.provider.Internal";
    String retry = status == 429 ? "Retry-After: 1" : "X-Fake: " + status;
    connection.send(status, JSON_TYPE, error(message), retry);
  }

  private void whole(String json) throws IOException {
    connection.pause(behaviour.millisPerToken() * tokens(reply()).size());
    String half = json.substring(0, json.length() / 2);
    switch (behaviour.fault()) {
      case "badjson" -> connection.send(200, JSON_TYPE, half);
      case "hang-headers", "hang-mid", "cut" -> {
        connection.begin(200, JSON_TYPE);
        if (!behaviour.is("hang-headers")) {
          connection.part(half);
        }
        breakOff();
      }
      default -> connection.send(200, JSON_TYPE, json);
    }
  }

  private void stream() throws IOException {
    connection.begin(200, "text/event-stream; charset=utf-8");
    if (behaviour.is("hang-headers")) {
      connection.hang();
    }
    List<String> tokens = behaviour.is("empty") ? List.of() : tokens(reply());
    if (!tokens.isEmpty()) {
      event(chunk(Map.of("role", "assistant", "content", ""), null));
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (i == tokens.size() / 2 && failsInTheMiddle()) {
        return;
      }
      connection.pause(behaviour.millisPerToken());
      event(chunk(Map.of("content", tokens.get(i)), null));
    }
    finish(tokens);
  }

  private void finish(List<String> tokens) throws IOException {
    if (!behaviour.is("nodone")) {
      if (!tokens.isEmpty()) {
        event(chunk(Map.of(), "stop"));
      }
      if (request.body().path("stream_options").path("include_usage").asBoolean()) {
        Map<String, Object> last = envelope("chat.completion.chunk", List.of());
        last.put("usage", usage());
        event(json(last));
      }
      event("[DONE]");
    }
    connection.end();
  }

  /** True if there is nothing left to send. */
  private boolean failsInTheMiddle() throws IOException {
    switch (behaviour.fault()) {
      case "hang-mid", "cut" -> breakOff();
      case "badjson" -> event("{\"id\": \"oops\", \"choices\": [ {\"delta\": {\"content\": \"un");
      case "error-in-stream" -> {
        event(error("The server had an error: sk-SECRET-IN-ERROR"));
        connection.end();
      }
      case "filtered" -> {
        event(chunk(Map.of(), "content_filter"));
        event("[DONE]");
        connection.end();
      }
      default -> {
        return false;
      }
    }
    return !behaviour.is("badjson");
  }

  private void breakOff() throws IOException {
    if (behaviour.is("cut")) {
      connection.cut();
    } else {
      connection.hang();
    }
  }

  private void event(String data) throws IOException {
    connection.part("data: " + data + "\n\n");
  }

  private String chunk(Map<String, String> delta, String finish) throws IOException {
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("index", 0);
    choice.put("delta", delta);
    choice.put("finish_reason", finish);
    return json(envelope("chat.completion.chunk", List.of(choice)));
  }

  private Map<String, Object> completion() {
    Map<String, Object> message = Map.of("role", "assistant", "content", reply());
    Map<String, Object> choice = Map.of("index", 0, "message", message, "finish_reason", "stop");
    Map<String, Object> answer =
        envelope("chat.completion", behaviour.is("empty") ? List.of() : List.of(choice));
    answer.put("usage", usage());
    return answer;
  }

  private Map<String, Object> envelope(String object, List<?> choices) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("id", "chatcmpl-fake");
    envelope.put("object", object);
    envelope.put("created", 1_700_000_000);
    envelope.put("model", request.model());
    envelope.put("choices", choices);
    return envelope;
  }

  private Map<String, Integer> usage() {
    int prompt = tokens(request.prompt()).size();
    int completion = tokens(reply()).size();
    request.counts(prompt, completion);
    return Map.of(
        "prompt_tokens", prompt,
        "completion_tokens", completion,
        "total_tokens", prompt + completion);
  }

  private String reply() {
    return switch (behaviour.reply()) {
      case "ok" -> "This is the answer of the fake model, in ten words.";
      case "echo" -> request.question();
      case "prompt" -> request.prompt();
      case "cite" -> citing(request.prompt());
      default -> behaviour.reply();
    };
  }

  private static String citing(String prompt) {
    StringBuilder answer = new StringBuilder();
    for (Matcher marked = MARKED.matcher(prompt); marked.find(); ) {
      answer.append(marked.group(2)).append(" [").append(marked.group(1)).append("]. ");
    }
    return answer.isEmpty() ? "I do not know." : answer.toString().strip();
  }

  /** Words with the space before them: joined, they are the text again. */
  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Pattern.compile("\\s*\\S+|\\s+$").matcher(text).results().forEach(m -> tokens.add(m.group()));
    return tokens;
  }

  private static String error(String message) throws IOException {
    return json(Map.of("error", Map.of("message", message, "type", "server_error")));
  }

  private static String json(Object value) throws IOException {
    JsonNode tree = FakeModelConnection.JSON.valueToTree(value);
    return FakeModelConnection.JSON.writeValueAsString(tree);
  }
}
