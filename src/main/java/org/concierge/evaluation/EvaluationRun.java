package org.concierge.evaluation;

import java.time.Instant;
import java.util.UUID;
import org.concierge.judging.Scores;

/**
 * One time that a question set was asked. RUNNING until it is DONE, or FAILED for a reason.
 *
 * @param done questions so far
 * @param scores null until it is DONE
 * @param endedAt null until it has ended
 */
public record EvaluationRun(
    UUID id,
    UUID setId,
    State state,
    String reason,
    int done,
    int questions,
    Setup setup,
    Scores scores,
    Instant startedAt,
    Instant endedAt) {

  /** How far a run has come. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /**
   * What was asked, so that two runs can be told apart.
   *
   * @param answers whether answers were asked for, not only passages
   * @param prompt the version of the tenant's prompt; null for the one of its settings
   * @param embedding the model whose index was searched
   */
  public record Setup(
      boolean answers, String provider, String model, Integer prompt, String embedding) {}
}
