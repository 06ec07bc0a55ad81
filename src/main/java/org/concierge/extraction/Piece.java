package org.concierge.extraction;

/**
 * What is embedded and found: a stretch of a document that makes sense by itself.
 *
 * @param index 0-based, in reading order
 * @param page where the piece begins, 1-based; 0 where the format has no pages
 * @param lastPage where it ends; equal to {@code page} for nearly all
 * @param headingPath the headings around its beginning, outermost first, as in "Handbook > Leave >
 *     Annual leave"; at most 150 characters; may be empty
 * @param text without the heading path; the headings that stand inside the piece are part of it
 */
public record Piece(int index, int page, int lastPage, String headingPath, String text) {

  /** Returns what a search looks at: the heading path gives a lone sentence its subject. */
  public String embeddingText() {
    return headingPath.isEmpty() ? text : headingPath + "\n" + text;
  }
}
