package org.concierge.prompt;

import java.time.Instant;
import java.util.UUID;

/**
 * A version of the tenant's own words to the model. Its text never changes; it is a DRAFT until it
 * is PUBLISHED, and FORMER when another one is.
 *
 * @param number from 1, in the order in which they were written
 * @param note what is new, in its author's words
 * @param publishedAt the last time; null if it never was
 */
public record PromptVersion(
    UUID id,
    int number,
    String text,
    String note,
    State state,
    String author,
    Instant createdAt,
    Instant publishedAt) {

  /** What a version is for. */
  public enum State {
    DRAFT,
    PUBLISHED,
    FORMER
  }
}
