package org.concierge.conversation;

import org.concierge.retrieval.SamplePassage;

/** Citations for tests. */
public final class SampleCitation {
  private SampleCitation() {}

  public static Citation of(int n, String text) {
    return Citation.of(n, SamplePassage.of(n, text, 0.8));
  }
}
