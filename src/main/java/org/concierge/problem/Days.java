package org.concierge.problem;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Days as callers write them. */
public final class Days {
  /** More than anybody charges for or looks at together. */
  private static final int MAX_DAYS = 400;

  private Days() {}

  /**
   * @param name of the parameter that says so
   * @throws Problem BAD_REQUEST, naming the parameter
   */
  public static LocalDate parse(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      // Java's days reach further than PostgreSQL's.
      if (day.getYear() >= 2000 && day.getYear() < 3000) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Answered below.
    }
    throw Problem.badRequest("\"" + name + "\" must be a day such as 2026-01-31.");
  }

  /**
   * Checks a span of days, both of which belong to it.
   *
   * @throws Problem BAD_REQUEST if there are no such days, or too many
   */
  public static void checkSpan(LocalDate from, LocalDate to) {
    if (to.isBefore(from) || from.plusDays(MAX_DAYS).isBefore(to)) {
      throw Problem.badRequest(
          "\"from\" must be a day before \"to\", at most " + MAX_DAYS + " days.");
    }
  }
}
