package org.concierge.openai;

import java.util.List;
import java.util.UUID;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.llm.AnswerListener;

/** An answer as the OpenAI API has it; citations are annotations of its message. */
public record Completion(
    String id, String object, long created, String model, List<Choice> choices, Usage usage) {

  /** The one answer. */
  public record Choice(int index, Message message, String finishReason) {}

  /** What was answered. */
  public record Message(String role, String content, List<Annotation> annotations) {}

  /** Tokens, as the provider has counted them; 0 where no model was asked. */
  public record Usage(int promptTokens, int completionTokens, int totalTokens) {
    static Usage of(AnswerListener.Usage usage) {
      return new Usage(
          usage.promptTokens(),
          usage.completionTokens(),
          usage.promptTokens() + usage.completionTokens());
    }
  }

  /** A source; of the type {@code url_citation}, which clients know. */
  public record Annotation(String type, UrlCitation urlCitation) {}

  /**
   * Where a statement comes from: the members that clients know, then ours.
   *
   * @param startIndex of its mark {@code [n]} in the text, 0 if it has none
   */
  public record UrlCitation(
      int startIndex,
      int endIndex,
      String title,
      String url,
      int n,
      UUID documentId,
      String filename,
      int page,
      int chunkIndex,
      String text) {}

  static Completion of(String id, long created, String model, ChatAnswer answer, String publicUrl) {
    Message message = new Message("assistant", answer.response(), annotations(answer, publicUrl));
    return new Completion(
        id,
        "chat.completion",
        created,
        model,
        List.of(new Choice(0, message, "stop")),
        Usage.of(answer.usage()));
  }

  static List<Annotation> annotations(ChatAnswer answer, String publicUrl) {
    return answer.sources().stream()
        .map(source -> annotation(answer.response(), source, publicUrl))
        .toList();
  }

  private static Annotation annotation(String text, Citation source, String publicUrl) {
    String mark = "[" + source.n() + "]";
    int at = text.indexOf(mark);
    String place = source.page() > 0 ? "#page=" + source.page() : "";
    return new Annotation(
        "url_citation",
        new UrlCitation(
            Math.max(at, 0),
            at < 0 ? 0 : at + mark.length(),
            source.title(),
            publicUrl + "/api/v1/documents/" + source.documentId() + "/content" + place,
            source.n(),
            source.documentId(),
            source.filename(),
            source.page(),
            source.chunkIndex(),
            source.text()));
  }
}
