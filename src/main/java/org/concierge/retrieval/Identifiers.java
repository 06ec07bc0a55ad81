package org.concierge.retrieval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Names that mean one thing only, such as {@code ISO-27001} or a part number: whoever asks for one
 * wants the passages that hold it, however near others are. Pure.
 */
final class Identifiers {
  /** More of them in one question are a list rather than a question. */
  private static final int MAX = 3;

  private static final int MIN_DIGITS = 2;
  private static final int MIN_LENGTH = 3;

  /** Shorter numbers are years, amounts and times of day. */
  private static final int MIN_DIGITS_ALONE = 6;

  private static final int MAX_LENGTH = 60;

  /**
   * A word of letters and digits with marks between, or capitals and a number behind them; it gives
   * nothing back, so that a long one costs no stack.
   */
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "\\b\\p{Lu}{2,6} \\d{3,}\\b|[\\p{L}\\p{N}]++(?:[-./_:][\\p{L}\\p{N}]++)*+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern PART = Pattern.compile("\\p{L}+|\\p{Nd}+");
  private static final Pattern DATE_OR_TIME =
      Pattern.compile(
          "\\d{4}([-./])\\d{1,2}\\1\\d{1,2}|\\d{1,2}([-./])\\d{1,2}\\2\\d{2,4}"
              + "|\\d{1,2}:\\d{2}(:\\d{2})?");

  private Identifiers() {}

  /**
   * One identifier.
   *
   * @param parts a pattern of its parts, whatever stands between them
   * @param digits the longest number in it: quickly looked for, and nearly nowhere
   */
  record Identifier(String parts, String digits) {
    /** As PostgreSQL's regular expressions have it. */
    String pattern() {
      return "(^|[^[:alnum:]])" + parts + "($|[^[:alnum:]])";
    }

    boolean isIn(String text) {
      String whole = "(?<![\\p{L}\\p{N}])" + parts + "(?![\\p{L}\\p{N}])";
      return text.contains(digits)
          && Pattern.compile(whole, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(text)
              .find();
    }
  }

  /** In their order, each once. */
  static List<Identifier> in(String question) {
    Map<String, Identifier> found = new LinkedHashMap<>();
    CANDIDATE
        .matcher(question)
        .results()
        .map(MatchResult::group)
        .filter(Identifiers::isOne)
        .map(Identifiers::identifier)
        .forEach(one -> found.putIfAbsent(one.parts(), one));
    return found.values().stream().limit(MAX).toList();
  }

  private static boolean isOne(String word) {
    long digits = word.chars().filter(Character::isDigit).count();
    if (word.length() < MIN_LENGTH || word.length() > MAX_LENGTH || digits < MIN_DIGITS) {
      return false;
    }
    // "19th" and "1980s" have letters too, but no capital.
    boolean named = word.chars().anyMatch(Character::isUpperCase);
    return named || (digits >= MIN_DIGITS_ALONE && !DATE_OR_TIME.matcher(word).matches());
  }

  private static Identifier identifier(String word) {
    List<String> parts = PART.matcher(word).results().map(MatchResult::group).toList();
    String digits =
        parts.stream()
            .filter(part -> Character.isDigit(part.charAt(0)))
            .max(java.util.Comparator.comparingInt(String::length))
            .orElse("");
    return new Identifier(String.join("[-./_: ]?", parts), digits);
  }
}
