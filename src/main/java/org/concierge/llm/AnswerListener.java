package org.concierge.llm;

import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;

/**
 * Hears an answer as it is written: any number of deltas, then exactly one of {@link #completed}
 * and {@link #failed}. Called on the model client's threads, one call at a time.
 */
public interface AnswerListener {
  /** Told before anything else, if it is not the model that was asked: its fallback answers. */
  default void answeredBy(Tenant.Model model) {}

  void delta(String text);

  void completed(Usage usage);

  /** MODEL_FAILED, MODEL_TIMED_OUT or UNAVAILABLE; the deltas heard so far stand. */
  void failed(Problem problem);

  /** Tokens as the provider counted them; 0 where it did not say. */
  record Usage(int promptTokens, int completionTokens) {}
}
