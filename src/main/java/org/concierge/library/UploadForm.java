package org.concierge.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.Document;
import org.concierge.document.Filing;
import org.concierge.persistence.JsonTexts;
import org.concierge.problem.Problem;

/**
 * The fields beside the files of an upload; they are said of all of its files.
 *
 * @param fields the values of each, in their order
 */
record UploadForm(Map<String, List<String>> fields) {
  static final Set<String> FIELDS =
      Set.of(
          "url",
          "title",
          "tags",
          "readers",
          "metadata",
          "collection",
          "owner",
          "review_at",
          "replaces");

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

  /** As said, and where nothing is said as it is said of the document that is replaced. */
  DocumentChange detailsOf(Document replaced) {
    DocumentChange said = details();
    Filing filing = replaced.filing();
    return new DocumentChange(
        said.title(),
        said.tags() == null ? replaced.tags() : said.tags(),
        // A later version must not be open to more people than the one before.
        said.readers() == null ? replaced.readers() : said.readers(),
        said.metadata() == null ? filing.metadata() : said.metadata(),
        said.collection() == null
            ? filing.collectionId().map(UUID::toString).orElse(null)
            : said.collection(),
        said.owner() == null ? filing.ownerId().map(UUID::toString).orElse(null) : said.owner(),
        said.reviewAt() == null
            ? filing.reviewAt().map(String::valueOf).orElse(null)
            : said.reviewAt());
  }

  /** The id of the document that the file is the next version of. */
  Optional<String> replaces() {
    return Optional.ofNullable(text("replaces"));
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
