package org.concierge.inquiry;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.concierge.inquiry.Inquiry.Status;
import org.concierge.problem.Problem;

/** What may be written in an inquiry; complaints name the field. */
final class InquiryFields {
  static final int MAX_TRANSCRIPT = 20_000;
  private static final int MAX_QUESTION = 4_000;
  private static final int MAX_LINE = 200;
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,;:\"]{1,64}@[^\\s@<>,;:\"]{1,190}");

  private InquiryFields() {}

  static String name(String given) {
    return line("name", given, 1);
  }

  static String email(String given) {
    if (given == null || !EMAIL.matcher(given.strip()).matches()) {
      throw Problem.badRequest("\"email\" must be an address such as name@example.com.");
    }
    return given.strip();
  }

  static String question(String given) {
    if (given == null || given.isBlank() || given.length() > MAX_QUESTION) {
      throw Problem.badRequest("\"question\" must have 1 to " + MAX_QUESTION + " characters.");
    }
    return given.strip();
  }

  /** What is too long loses its beginning: the end led to the inquiry. */
  static String transcript(String given) {
    String text = given == null ? "" : given.strip();
    return text.substring(Math.max(0, text.length() - MAX_TRANSCRIPT));
  }

  static String assignee(String given) {
    return line("assignee", given, 0);
  }

  static Status status(String given) {
    return Arrays.stream(Status.values())
        .filter(status -> wire(status).equals(given))
        .findFirst()
        .orElseThrow(() -> Problem.badRequest("\"status\" must be one of new, open, done."));
  }

  static String wire(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String line(String field, String given, int min) {
    String line = given == null ? "" : given.strip();
    if (line.length() < min || line.length() > MAX_LINE || line.matches("(?s).*[\\r\\n].*")) {
      throw Problem.badRequest(
          "\"" + field + "\" must be one line of " + min + " to " + MAX_LINE + " characters.");
    }
    return line;
  }
}
