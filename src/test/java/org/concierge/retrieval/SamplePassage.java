package org.concierge.retrieval;

import java.util.UUID;

/** Passages for tests. */
public final class SamplePassage {
  private SamplePassage() {}

  public static Passage of(int number, String text, double similarity) {
    return new Passage(
        new UUID(0, number),
        "file-" + number + ".pdf",
        "Title " + number,
        number,
        10 * number,
        "Handbook > Part " + number,
        text,
        similarity,
        0.25 * number,
        0.5 / number);
  }

  /** One that shares no word with the question. */
  public static Passage near(String text, double similarity, double combined) {
    return new Passage(new UUID(0, 1), "near.pdf", "Near", 1, 0, "", text, similarity, 0, combined);
  }
}
