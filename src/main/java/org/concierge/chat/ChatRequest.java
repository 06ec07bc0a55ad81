package org.concierge.chat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.TenantSelecting;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Filter;
import org.concierge.retrieval.Question;

/**
 * A question as the chat API takes it; only {@code message} is required.
 *
 * @param replaces a turn of the same conversation that is asked anew, with all after it; without a
 *     message its own question is
 * @param assistant the id of the one that is asked; null or "" for none
 */
public record ChatRequest(
    String tenantId,
    String sessionId,
    String message,
    Map<String, String> metadata,
    List<UUID> documents,
    List<String> tags,
    List<UUID> collections,
    Boolean stream,
    UUID replaces,
    String assistant)
    implements TenantSelecting {
  private static final int MAX_MESSAGE = 10_000;
  private static final int MAX_SESSION = 128;
  private static final int MAX_FILTERS = 100;

  public ChatRequest {
    metadata = metadata == null ? Map.of() : metadata;
    documents = documents == null ? List.of() : documents;
    sessionId = sessionId == null || sessionId.isEmpty() ? UUID.randomUUID().toString() : sessionId;
  }

  /** A question and nothing else. */
  public static ChatRequest of(String message) {
    return new ChatRequest(null, null, message, null, null, null, null, null, null, null);
  }

  /**
   * @throws Problem BAD_REQUEST, saying which member is wrong
   */
  void check() {
    if (message == null ? replaces == null : message.isBlank()) {
      throw Problem.badRequest("\"message\" is missing or empty.");
    }
    if (message != null && message.length() > MAX_MESSAGE) {
      throw Problem.badRequest("\"message\" may have " + MAX_MESSAGE + " characters at most.");
    }
    if (sessionId.length() > MAX_SESSION) {
      throw Problem.badRequest("\"session_id\" may have " + MAX_SESSION + " characters at most.");
    }
    if (documents.size() > MAX_FILTERS) {
      throw Problem.badRequest("At most " + MAX_FILTERS + " filters can be given.");
    }
    filter();
  }

  /** The same with this message. */
  ChatRequest asking(String text) {
    return new ChatRequest(
        tenantId, sessionId, text, metadata, documents, tags, collections, stream, null, assistant);
  }

  /** The question with this request's filters. */
  Question question(String text, int limit) {
    return new Question(text, limit, filter());
  }

  private Filter filter() {
    return Filter.of(documents, metadata, tags, collections);
  }
}
