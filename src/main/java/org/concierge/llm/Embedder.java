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

  /**
   * Embeddings and what they took.
   *
   * @param tokens as the model counted them; 0 where it did not say
   */
  record Embedded(List<float[]> vectors, int tokens) {}

  /** As {@link #passages}, for somebody who wants to know what that took. */
  default Embedded counted(List<String> texts) {
    return new Embedded(passages(texts), 0);
  }

  /** As {@link #passages}, for nobody who waits: questions go first. */
  default List<float[]> unhurriedPassages(List<String> texts) {
    return passages(texts);
  }

  /** Embeds a question; some models want questions marked as such. */
  float[] question(String text);

  /** How many texts one call of {@link #passages} should hold, for steady progress. */
  int batchSize();

  /** How many calls of {@link #passages} at once are of use to a long document. */
  default int parallel() {
    return 1;
  }
}
