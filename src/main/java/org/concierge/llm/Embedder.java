package org.concierge.llm;

import java.util.List;

/** Turns texts into embeddings: unit vectors of the tenant's dimension. Thread safe. */
public interface Embedder {
  /**
   * Embeds passages to be found later.
   *
   * @return one embedding a text, in the order of the texts
   * @throws org.concierge.problem.Problem MODEL_FAILED, MODEL_TIMED_OUT or UNAVAILABLE
   */
  List<float[]> passages(List<String> texts);

  /** Embeds a question; some models want questions marked as such. */
  float[] question(String text);

  /** How many texts one call of {@link #passages} should hold, for steady progress. */
  int batchSize();
}
