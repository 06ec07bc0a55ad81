package org.concierge.document;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.concierge.problem.Problem;

/**
 * A page of a tenant's documents.
 *
 * @param after where the page before ended, null: from the start
 * @param limit documents at most
 */
public record DocumentQuery(Filter filter, Order order, DocumentCursor after, int limit) {
  /** The newest, from the start. */
  public static DocumentQuery newest(int limit) {
    return new DocumentQuery(Filter.ALL, Order.NEWEST, null, limit);
  }

  /**
   * Which documents of a tenant are meant.
   *
   * @param status null: any
   * @param type part of the media type, null: any
   * @param text part of the file name or title in any case, null: any
   * @param collections in one of these, null: anywhere
   * @param tag null: any
   */
  public record Filter(
      DocumentStatus status, String type, String text, Set<UUID> collections, String tag) {
    /** All of them. */
    public static final Filter ALL = new Filter(null, null, null, null, null);

    public static Filter with(DocumentStatus status) {
      return new Filter(status, null, null, null, null);
    }
  }

  /**
   * In which order documents are listed.
   *
   * @param by one of {@code created_at}, {@code title}, {@code status}, {@code size}
   */
  public record Order(String by, boolean descending) {
    /** The newest first. */
    public static final Order NEWEST = new Order("created_at", true);

    /** The expression that is compared, with a place for the table. */
    private static final Map<String, String> KEYS =
        Map.of(
            "created_at", "%s.created_at",
            "title", "lower(%s.title)",
            "status", "%s.status",
            "size", "%s.size_bytes");

    /**
     * @param text a name, behind a minus sign for the greatest first; null or empty for the newest
     *     first
     * @throws Problem BAD_REQUEST
     */
    public static Order parse(String text) {
      if (text == null || text.isBlank()) {
        return NEWEST;
      }
      boolean descending = text.startsWith("-");
      String by = (descending ? text.substring(1) : text).toLowerCase(Locale.ROOT);
      if (!KEYS.containsKey(by)) {
        throw Problem.badRequest(
            "\"sort\" must be created_at, title, status or size, with - before it to turn it round.");
      }
      return new Order(by, descending);
    }

    /** As {@link #parse} reads it. */
    public String text() {
      return (descending ? "-" : "") + by;
    }

    String key(String table) {
      return KEYS.get(by).formatted(table);
    }

    /** Documents with the same key follow each other by id, in the same direction. */
    String clause(String table) {
      String direction = descending ? " desc" : "";
      return key(table) + direction + ", " + table + ".id" + direction;
    }
  }
}
