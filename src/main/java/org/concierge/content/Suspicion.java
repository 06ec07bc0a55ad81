package org.concierge.content;

import java.util.Objects;

/**
 * A place of a document that may be meant for the model rather than for a reader. It says nothing
 * about intent: hidden text is often just a leftover.
 *
 * @param page 1-based; 0 where the format has no pages, or the place is not known
 * @param text what stands there, made visible, at most {@link #LONGEST} characters; never empty
 */
public record Suspicion(Kind kind, int page, String text) {

  /** Characters of a passage that are kept: enough to judge it by. */
  public static final int LONGEST = 500;

  /** A document may hold thousands; a person looks at the first few. */
  public static final int MOST = 100;

  /** What is wrong with a place. */
  public enum Kind {
    /** A reader does not see it: white on white, too small, behind a picture, not displayed. */
    HIDDEN_TEXT,
    /** A run of characters without a glyph, which a model reads all the same. */
    INVISIBLE_CHARACTERS,
    /** Words that tell a model what to do. */
    INSTRUCTION
  }

  public Suspicion {
    Objects.requireNonNull(kind);
    if (page < 0 || text.isEmpty()) {
      throw new IllegalArgumentException("page " + page + ", " + text.length() + " characters");
    }
    if (text.length() > LONGEST) {
      int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
      text = text.substring(0, end) + "…";
    }
  }
}
