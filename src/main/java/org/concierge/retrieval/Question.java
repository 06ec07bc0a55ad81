package org.concierge.retrieval;

import java.util.List;

/**
 * What is looked for.
 *
 * @param limit passages at most
 * @param filter in which documents
 * @param languages in which its words may be meant, as two letters
 * @param englishOnly the embeddings are of a model that knows no other language
 */
public record Question(
    String text, int limit, Filter filter, List<String> languages, boolean englishOnly) {
  private static final String ENGLISH = "en";

  public Question {
    languages = List.copyOf(languages);
  }

  public Question(String text, int limit, Filter filter) {
    this(text, limit, filter, List.of(ENGLISH), true);
  }

  /** Whether nearness counts less for some of the documents than for others. */
  boolean weighted() {
    return englishOnly && !languages.stream().allMatch(one -> one.isEmpty() || one.equals(ENGLISH));
  }

  public static Question of(String text, int limit) {
    return new Question(text, limit, Filter.NONE);
  }
}
