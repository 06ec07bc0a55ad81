package org.concierge.debuglog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A request as a tenant's debug log keeps it: how it went, nothing of what it said.
 *
 * @param route as the server calls it: ids and queries are not in it
 * @param caller the prefix of a key, the id of a person; "" for a stranger
 * @param problem in our own words, "" if there was none
 */
public record DebugEntry(
    Instant at,
    String requestId,
    String route,
    int status,
    long millis,
    String caller,
    String problem) {
  private static final int FIELDS = 7;

  /** One line, its fields separated by tabs. */
  String line() {
    return String.join(
            "\t",
            at.toString(),
            plain(requestId),
            plain(route),
            String.valueOf(status),
            String.valueOf(millis),
            plain(caller),
            plain(problem))
        + "\n";
  }

  /** Empty for a line that was cut off. */
  static Optional<DebugEntry> parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DebugEntry(
              Instant.parse(fields[0]),
              fields[1],
              fields[2],
              Integer.parseInt(fields[3]),
              Long.parseLong(fields[4]),
              fields[5],
              fields[6]));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String plain(String field) {
    return field.replaceAll("\\p{Cntrl}", " ");
  }
}
