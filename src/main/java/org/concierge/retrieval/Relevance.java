package org.concierge.retrieval;

import java.util.List;
import org.concierge.tenant.Tenant;

/**
 * Whether passages have to do with the question at all: the difference between an answer and an
 * honest "not in the documents".
 *
 * <p>Calibrated for the local model on 68 questions that documents answer and 117 that they do not
 * (questions about another company's documents, small talk, general knowledge): at the threshold
 * all 68 pass, English and German, and 5 of the 117, each about a neighbouring subject.
 */
public final class Relevance {
  /** Unrelated English texts have similarities up to .62 in bge-small, related ones from .69. */
  private static final double LOCAL_THRESHOLD = 0.645;

  /** Other models spread their similarities wider: this only keeps the unrelated out. */
  private static final double OTHER_THRESHOLD = 0.25;

  /** How much shared words say beside similarity. */
  private static final double KEYWORD_WEIGHT = 0.1;

  /** Behind a good passage, one that is this much weaker still helps to answer. */
  private static final double MARGIN = 0.05;

  private Relevance() {}

  /** The passages worth basing an answer on, in their order; empty if the documents are silent. */
  public static List<Passage> relevant(Tenant tenant, List<Passage> passages) {
    double threshold = tenant.embedding().local() ? LOCAL_THRESHOLD : OTHER_THRESHOLD;
    boolean any = passages.stream().anyMatch(passage -> score(passage) >= threshold);
    return any
        ? passages.stream().filter(passage -> score(passage) >= threshold - MARGIN).toList()
        : List.of();
  }

  private static double score(Passage passage) {
    return passage.similarity() + KEYWORD_WEIGHT * passage.keywordScore();
  }
}
