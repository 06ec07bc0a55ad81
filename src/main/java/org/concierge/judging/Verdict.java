package org.concierge.judging;

import java.util.UUID;

/**
 * How one question was answered.
 *
 * @param ranking null if it is not judged where the answer stands
 * @param right null if the answer was not asked for, or is not judged
 * @param answer null if it was not asked for
 * @param problem why there is no answer; null if there is one
 */
public record Verdict(
    UUID question,
    String label,
    String text,
    Ranking ranking,
    Boolean right,
    String answer,
    String problem,
    long searchMillis,
    long answerMillis,
    int promptTokens,
    int completionTokens) {

  /** Above 0: better than the other was, below: worse. A right answer counts before its sources. */
  int comparedTo(Verdict other) {
    if (right != null && other.right != null && !right.equals(other.right)) {
      return right ? 1 : -1;
    }
    if (ranking == null || other.ranking == null) {
      return 0;
    }
    double gain = ranking.ndcgAt10() - other.ranking.ndcgAt10();
    // Sums of floating point in another order are not a difference.
    return Math.abs(gain) < 1e-9 ? 0 : gain > 0 ? 1 : -1;
  }
}
