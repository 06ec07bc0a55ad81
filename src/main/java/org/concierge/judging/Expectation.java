package org.concierge.judging;

import java.util.Locale;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Passage;

/**
 * A place in the documents that holds the answer to a question.
 *
 * @param document its id, its filename with or without the ending, or its title; "" for any
 * @param page from 1; 0 for any
 * @param passage words that the chunk holds; "" for any
 * @param grade from 1, how good a place it is
 */
public record Expectation(String document, Integer page, String passage, Integer grade) {
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_GRADE = 10;
  private static final String PAGE = "#page=";

  public Expectation {
    document = document == null ? "" : document.strip();
    page = page == null ? 0 : page;
    passage = passage == null ? "" : passage.strip();
    grade = grade == null ? 1 : grade;
  }

  /** As lists of judgements name places: a document, or {@code handbook.pdf#page=7}. */
  public static Expectation parse(String place, int grade) {
    int at = place.lastIndexOf(PAGE);
    if (at > 0 && place.substring(at + PAGE.length()).matches("[1-9]\\d{0,5}")) {
      int page = Integer.parseInt(place.substring(at + PAGE.length()));
      return new Expectation(place.substring(0, at), page, "", grade);
    }
    return new Expectation(place, 0, "", grade);
  }

  /** As {@link #parse} reads it, and as people do. */
  public String place() {
    return page == 0 ? document : document + PAGE + page;
  }

  /**
   * @throws Problem BAD_REQUEST
   */
  void check() {
    if (document.isEmpty() && passage.isEmpty()) {
      throw Problem.badRequest("An expectation needs \"document\" or \"passage\".");
    }
    if (document.length() > MAX_TEXT || passage.length() > MAX_TEXT) {
      throw Problem.badRequest(
          "\"document\" and \"passage\" may have " + MAX_TEXT + " characters at most.");
    }
    if (page < 0 || grade < 1 || grade > MAX_GRADE) {
      throw Problem.badRequest(
          "\"page\" must be 1 or more, \"grade\" from 1 to " + MAX_GRADE + ".");
    }
  }

  boolean fits(Passage found) {
    return (document.isEmpty() || isDocument(found))
        && (page == 0 || page == found.page())
        && (passage.isEmpty() || plain(found.text()).contains(plain(passage)));
  }

  private boolean isDocument(Passage found) {
    String filename = found.filename();
    int ending = filename.lastIndexOf('.');
    return document.equals(filename)
        || document.equals(found.title())
        || (ending > 0 && document.equals(filename.substring(0, ending)))
        || document.equals(found.documentId().toString());
  }

  /** Where lines break says nothing. */
  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }
}
