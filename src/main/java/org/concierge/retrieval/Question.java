package org.concierge.retrieval;

import java.util.List;

/**
 * What is looked for.
 *
 * @param limit passages at most
 * @param filter in which documents
 * @param languages in which its words may be meant, as two letters
 */
public record Question(String text, int limit, Filter filter, List<String> languages) {
  private static final List<String> USUAL = List.of("en");

  public Question {
    languages = List.copyOf(languages);
  }

  public Question(String text, int limit, Filter filter) {
    this(text, limit, filter, USUAL);
  }

  public static Question of(String text, int limit) {
    return new Question(text, limit, Filter.NONE);
  }
}
