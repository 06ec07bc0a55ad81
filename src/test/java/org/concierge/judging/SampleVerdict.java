package org.concierge.judging;

import java.util.UUID;

/** Verdicts for tests. */
final class SampleVerdict {
  private SampleVerdict() {}

  /** With that nDCG; the answer was not asked for. */
  static Verdict ranked(int question, double ndcg) {
    return of(question, new Ranking(ndcg, ndcg, ndcg, ndcg, 1), null, null, 10 * question);
  }

  static Verdict answered(int question, Boolean right) {
    return of(question, null, right, null, 10 * question);
  }

  static Verdict failed(int question) {
    return of(question, null, null, "The model is away.", 10 * question);
  }

  private static Verdict of(
      int question, Ranking ranking, Boolean right, String problem, long millis) {
    return new Verdict(
        new UUID(0, question),
        "",
        "Question " + question,
        ranking,
        right,
        right == null ? null : "An answer",
        problem,
        millis,
        millis,
        100,
        10);
  }
}
