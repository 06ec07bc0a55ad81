package org.concierge.review;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.concierge.persistence.Cursor;
import org.concierge.problem.Problem;

/**
 * Which conversations an administrator wants to see: those that fit all of this.
 *
 * @param from last used then or later; null for any time
 * @param to last used before then
 * @param rating holds an answer that was rated so; null for any
 * @param unanswered holds a question without an answer: nothing was found, or it failed
 * @param of whose; empty for everybody's
 * @param channel holds a question that came by this door; null for any
 * @param text in its title, a question or an answer, in any case; "" for any
 */
record SessionQuery(
    Instant from,
    Instant to,
    Integer rating,
    boolean unanswered,
    Optional<UUID> of,
    String channel,
    String text) {
  private static final Pattern CHANNEL = Pattern.compile("[a-z-]{1,40}");
  private static final int MAX_TEXT = 200;

  /**
   * As an address has it; {@code from} and {@code to} are times, or days in UTC.
   *
   * @param parameters by name, null for what is absent
   * @throws Problem BAD_REQUEST, saying which parameter is wrong
   */
  static SessionQuery parse(Function<String, String> parameters, Optional<UUID> of) {
    String channel = present(parameters.apply("channel"));
    if (channel != null && !CHANNEL.matcher(channel).matches()) {
      throw Problem.badRequest("\"channel\" must be a word such as app or api.");
    }
    String text = parameters.apply("q") == null ? "" : parameters.apply("q").strip();
    if (text.length() > MAX_TEXT) {
      throw Problem.badRequest("\"q\" may have " + MAX_TEXT + " characters at most.");
    }
    return new SessionQuery(
        instant("from", parameters.apply("from")),
        instant("to", parameters.apply("to")),
        rating(present(parameters.apply("rating"))),
        flag(present(parameters.apply("unanswered"))),
        of,
        channel,
        text);
  }

  private static Integer rating(String text) {
    if (text == null) {
      return null;
    }
    if (!text.equals("1") && !text.equals("-1")) {
      throw Problem.badRequest("\"rating\" must be 1 or -1.");
    }
    return Integer.valueOf(text);
  }

  private static boolean flag(String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw Problem.badRequest("\"unanswered\" must be true or false.");
    }
    return "true".equals(text);
  }

  private static Instant instant(String name, String text) {
    if (present(text) == null) {
      return null;
    }
    try {
      Instant instant = Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
      // Java's times reach further than PostgreSQL's.
      if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(Cursor.START.time())) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // Answered below.
    }
    throw Problem.badRequest(
        "\"" + name + "\" must be a time such as 2026-01-31T08:00:00Z, or a day.");
  }

  private static String present(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
