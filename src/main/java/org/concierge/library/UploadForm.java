package org.concierge.library;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.concierge.catalogue.DocumentChange;
import org.concierge.persistence.JsonTexts;
import org.concierge.problem.Problem;

/**
 * The fields beside the files of an upload; they are said of all of its files.
 *
 * @param fields the values of each, in their order
 */
record UploadForm(Map<String, List<String>> fields) {
  static final Set<String> FIELDS =
      Set.of("title", "tags", "readers", "metadata", "collection", "owner", "review_at");

  /**
   * @throws Problem BAD_REQUEST if a field cannot be understood
   */
  DocumentChange details() {
    return new DocumentChange(
        text("title"),
        list("tags"),
        list("readers"),
        metadata(),
        text("collection"),
        text("owner"),
        text("review_at"));
  }

  private String text(String name) {
    String text = fields.getOrDefault(name, List.of("")).get(0).strip();
    return text.isEmpty() ? null : text;
  }

  /** Several fields, or one with commas between the values; null for none. */
  private List<String> list(String name) {
    if (!fields.containsKey(name)) {
      return null;
    }
    return fields.get(name).stream()
        .flatMap(field -> Stream.of(field.split(",")))
        .map(String::strip)
        .toList();
  }

  private Map<String, String> metadata() {
    if (text("metadata") == null) {
      return null;
    }
    return JsonTexts.read(text("metadata"))
        .orElseThrow(() -> Problem.badRequest("\"metadata\" must be a JSON object of texts."));
  }
}
