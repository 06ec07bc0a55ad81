package org.concierge.conversation;

import java.util.UUID;
import org.concierge.retrieval.Passage;

/**
 * The reference from an answer to a passage: {@code [n]} in the text.
 *
 * @param n from 1
 * @param page from 1; 0 where the format has no pages
 * @param startSeconds where it begins in a recording; null if it is no speech
 */
public record Citation(
    int n,
    UUID documentId,
    String filename,
    String title,
    int page,
    int chunkIndex,
    String headingPath,
    double similarity,
    double keywordScore,
    double combinedScore,
    String text,
    Integer startSeconds) {

  public static Citation of(int n, Passage passage) {
    return new Citation(
        n,
        passage.documentId(),
        passage.filename(),
        passage.title(),
        passage.page(),
        passage.chunkIndex(),
        passage.headingPath(),
        passage.similarity(),
        passage.keywordScore(),
        passage.combinedScore(),
        passage.text(),
        passage.startSeconds());
  }
}
