package org.concierge.retrieval;

import java.util.OptionalInt;
import java.util.UUID;
import org.concierge.captions.Captions;

/**
 * A chunk as found for a question.
 *
 * @param page from 1; 0 where the format has no pages
 * @param similarity of question and chunk in [-1,1], 1 = same direction; 1 - cosine distance
 * @param keywordScore how well the question's words cover the chunk, from 0 up; see {@link
 *     SearchRepository}
 * @param combinedScore in [0,1], 1 = first in both rankings, or as a re-ranker says; orders the
 *     passages
 */
public record Passage(
    UUID documentId,
    String filename,
    String title,
    int page,
    int chunkIndex,
    String headingPath,
    String text,
    double similarity,
    double keywordScore,
    double combinedScore) {

  /** The same, judged anew. */
  Passage scored(double score) {
    return new Passage(
        documentId,
        filename,
        title,
        page,
        chunkIndex,
        headingPath,
        text,
        similarity,
        keywordScore,
        score);
  }

  /** Where it begins in a recording; null if it is no speech. */
  public Integer startSeconds() {
    OptionalInt start = Captions.startSeconds(text);
    return start.isPresent() ? start.getAsInt() : null;
  }
}
