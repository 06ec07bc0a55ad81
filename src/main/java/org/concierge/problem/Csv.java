package org.concierge.problem;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as text (RFC 4180) that are safe to open in a spreadsheet. */
public final class Csv {
  public static final String MEDIA_TYPE = "text/csv";

  private Csv() {}

  /**
   * Whether a caller wants a table and not JSON.
   *
   * @param format as the address says it, for links, which cannot say what they accept; null:
   *     nothing
   * @param accepted the media type that the caller likes best
   * @throws Problem BAD_REQUEST if the address asks for another form
   */
  public static boolean isWanted(String format, String accepted) {
    if (format != null && !format.equals("csv") && !format.equals("json")) {
      throw Problem.badRequest("\"format\" must be json or csv.");
    }
    return format == null
        ? accepted.startsWith(MEDIA_TYPE) || accepted.startsWith("text/*")
        : format.equals("csv");
  }

  /** A row, with its end. */
  public static String row(Stream<String> cells) {
    return cells.map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  /** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
  private static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
