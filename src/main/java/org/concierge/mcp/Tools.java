package org.concierge.mcp;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.document.Document;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Passage;

/** What a model can call, what it must say for that, and how it is answered. Pure. */
final class Tools {
  static final int MAX_LIMIT = 50;

  private static final int USUAL_PASSAGES = 8;
  private static final int USUAL_DOCUMENTS = 50;

  private Tools() {}

  /** As {@code tools/list} tells them. */
  static List<Map<String, Object>> list() {
    return List.of(
        tool(
            "search",
            "Search the company's documents",
            "Finds the passages of the company's documents that fit a query best, with document and"
                + " page. Use it to write an answer yourself.",
            Map.of("query", text("What to look for, in words."), "limit", number("passages")),
            List.of("query")),
        tool(
            "ask",
            "Ask the company's assistant",
            "Answers a question from the company's documents, with numbered sources. Says so if the"
                + " documents do not hold the answer.",
            Map.of(
                "message",
                text("The question."),
                "session_id",
                text("Names a conversation; the same name again is its continuation."),
                "assistant",
                text("The id of the assistant to ask, where the company has several.")),
            List.of("message")),
        tool(
            "list_documents",
            "List the company's documents",
            "Lists the documents that can be asked, the newest first.",
            Map.of("limit", number("documents")),
            List.of()));
  }

  private static Map<String, Object> tool(
      String name,
      String title,
      String description,
      Map<String, Object> properties,
      List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return Map.of(
        "name", name,
        "title", title,
        "description", description,
        "inputSchema", schema,
        "annotations", Map.of("readOnlyHint", true, "openWorldHint", false));
  }

  private static Map<String, Object> text(String description) {
    return Map.of("type", "string", "description", description);
  }

  private static Map<String, Object> number(String of) {
    return Map.of(
        "type",
        "integer",
        "minimum",
        1,
        "maximum",
        MAX_LIMIT,
        "description",
        "How many " + of + " at most.");
  }

  static Object passages(List<Passage> passages) {
    String text =
        passages.stream()
            .map(
                passage ->
                    place(passage.filename(), passage.page(), passage.headingPath())
                        + "\n"
                        + passage.text())
            .collect(joining("\n\n"));
    return told(text.isEmpty() ? "Nothing was found." : text, Map.of("passages", passages));
  }

  static Object documents(List<Document> documents) {
    List<Map<String, Object>> shown =
        documents.stream()
            .map(
                document ->
                    Map.<String, Object>of(
                        "id", document.id(),
                        "filename", document.filename(),
                        "title", document.title(),
                        "pages", document.description().pages()))
            .toList();
    String text =
        documents.stream()
            .map(document -> document.title() + " (" + document.filename() + ")")
            .collect(joining("\n"));
    return told(text.isEmpty() ? "There are no documents." : text, Map.of("documents", shown));
  }

  static Object answer(ChatAnswer answer) {
    StringBuilder text = new StringBuilder(answer.response());
    for (Citation source : answer.sources()) {
      text.append("\n[").append(source.n()).append("] ");
      text.append(place(source.filename(), source.page(), source.headingPath()));
    }
    return told(text.toString(), answer);
  }

  /** The call itself went well, what it was for did not: the model reads why. */
  static Object failed(Problem problem) {
    return Map.of("content", content(problem.detail()), "isError", true);
  }

  private static Object told(String text, Object structured) {
    return Map.of("content", content(text), "structuredContent", structured, "isError", false);
  }

  private static Object content(String text) {
    return List.of(Map.of("type", "text", "text", text));
  }

  private static String place(String filename, int page, String headingPath) {
    return filename
        + (page > 0 ? ", page " + page : "")
        + (headingPath.isEmpty() ? "" : ", " + headingPath);
  }

  /**
   * @throws Problem BAD_REQUEST if it is missing
   */
  static String required(Map<String, Object> arguments, String name) {
    if (arguments.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw Problem.badRequest("\"" + name + "\" must be a text.");
  }

  static int passages(Map<String, Object> arguments) {
    return limit(arguments, USUAL_PASSAGES);
  }

  static int documents(Map<String, Object> arguments) {
    return limit(arguments, USUAL_DOCUMENTS);
  }

  private static int limit(Map<String, Object> arguments, int usual) {
    Object wanted = arguments.getOrDefault("limit", usual);
    if (wanted instanceof Integer limit && limit >= 1 && limit <= MAX_LIMIT) {
      return limit;
    }
    throw Problem.badRequest("\"limit\" must be from 1 to " + MAX_LIMIT + ".");
  }
}
