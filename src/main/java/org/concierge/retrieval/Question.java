package org.concierge.retrieval;

/**
 * What is looked for.
 *
 * @param limit passages at most
 * @param filter in which documents
 */
public record Question(String text, int limit, Filter filter) {
  public static Question of(String text, int limit) {
    return new Question(text, limit, Filter.NONE);
  }
}
