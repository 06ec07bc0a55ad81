package org.concierge.retrieval;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is looked for.
 *
 * @param limit passages at most
 * @param documents only in these; empty: in all
 * @param tags only in documents that carry each of these, as {@code key:value}; empty: in all
 */
public record Question(String text, int limit, List<UUID> documents, List<String> tags) {
  public Question {
    documents = List.copyOf(documents);
    tags = List.copyOf(tags);
  }

  public static Question of(String text, int limit) {
    return new Question(text, limit, List.of(), List.of());
  }

  /** Filters as the chat API has them: {@code file_id} names a document, the rest are tags. */
  public static List<String> tagsOf(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("file_id"))
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .toList();
  }
}
