package org.concierge.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.concierge.document.Document;
import org.concierge.document.DocumentQuery;
import org.concierge.document.DocumentQuery.Filter;
import org.concierge.document.DocumentQuery.Order;
import org.concierge.document.DocumentStatus;
import org.concierge.index.ChunkRepository.Chunk;
import org.concierge.library.Library;
import org.concierge.tenant.TenantId;

/**
 * What a reader could ask who does not know where to begin: about a section of a document that they
 * may read. Works inside the tenant's scope, with the reader's eyes.
 */
final class Suggestions {
  private static final int MOST = 4;

  /** Enough to find a heading behind the title page. */
  private static final int CHUNKS = 12;

  private static final int MIN_LENGTH = 4;
  private static final int MAX_LENGTH = 60;

  private final Library library;

  Suggestions(Library library) {
    this.library = library;
  }

  /**
   * A section of a document.
   *
   * @param topic its heading; "" for the whole document
   */
  public record Suggestion(String document, String topic) {}

  /** At most four, of different documents, the newest first. */
  List<Suggestion> of(TenantId tenant) {
    Filter ready = Filter.with(DocumentStatus.READY);
    List<Suggestion> found = new ArrayList<>();
    for (Document document :
        library.list(tenant, new DocumentQuery(ready, Order.NEWEST, null, 3 * MOST))) {
      if (found.size() < MOST) {
        found.add(new Suggestion(document.title(), topic(tenant, document)));
      }
    }
    return found;
  }

  /** The first innermost heading that says more than the title. */
  private String topic(TenantId tenant, Document document) {
    return library.chunks(tenant, document.id(), 0, CHUNKS).stream()
        .map(Chunk::headingPath)
        .filter(path -> path.contains(" > "))
        .map(path -> path.substring(path.lastIndexOf(" > ") + 3))
        .map(heading -> heading.replaceFirst("^[\\d.§\\s]+", "").strip())
        .filter(heading -> heading.length() >= MIN_LENGTH && heading.length() <= MAX_LENGTH)
        .filter(heading -> !letters(heading).equals(letters(document.title())))
        .findFirst()
        .orElse("");
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
