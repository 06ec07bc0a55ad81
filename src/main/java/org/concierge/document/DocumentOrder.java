package org.concierge.document;

import java.util.Locale;
import java.util.Map;
import org.concierge.problem.Problem;

/**
 * In which order documents are listed.
 *
 * @param by one of {@code created_at}, {@code title}, {@code status}, {@code size}
 */
public record DocumentOrder(String by, boolean descending) {
  /** The newest first. */
  public static final DocumentOrder NEWEST = new DocumentOrder("created_at", true);

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
  public static DocumentOrder parse(String text) {
    if (text == null || text.isBlank()) {
      return NEWEST;
    }
    boolean descending = text.startsWith("-");
    String by = (descending ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    if (!KEYS.containsKey(by)) {
      throw Problem.badRequest(
          "\"sort\" must be created_at, title, status or size, with - before it to turn it round.");
    }
    return new DocumentOrder(by, descending);
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
