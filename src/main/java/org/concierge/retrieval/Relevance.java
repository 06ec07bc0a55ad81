package org.concierge.retrieval;

import java.util.List;
import java.util.function.Predicate;
import org.concierge.retrieval.Identifiers.Identifier;
import org.concierge.tenant.Tenant;

/**
 * Whether passages have to do with the question at all: the difference between an answer and an
 * honest "not in the documents".
 *
 * <p>Calibrated for the local model on 68 questions that documents answer and 117 that they do not
 * (about another company's documents, small talk, general knowledge): at the threshold all 68 pass,
 * English and German, and 5 of the 117, each about a neighbouring subject. The words that question
 * and passage share add nothing to it: a question about nothing shares words too.
 */
public final class Relevance {
  /**
   * The best passage has at most .62 for most unrelated questions, .69 and more for related ones.
   */
  private static final double LOCAL_THRESHOLD = 0.63;

  /** Other models spread their similarities wider: this only keeps the unrelated out. */
  private static final double OTHER_THRESHOLD = 0.25;

  /**
   * Combined scores below this are of nearness alone, where it counts little: to the local model
   * all texts in a language that it has not learnt are near to each other.
   */
  private static final double CHANCE = 0.1;

  /** Behind a good passage, one that is this much weaker still helps to answer. */
  private static final double MARGIN = 0.05;

  private Relevance() {}

  /**
   * The passages worth basing an answer on, in their order; empty if the documents are silent.
   * Those that hold an identifier of the question are, whatever they are like otherwise.
   */
  public static List<Passage> relevant(Tenant tenant, String question, List<Passage> passages) {
    double threshold = tenant.embedding().local() ? LOCAL_THRESHOLD : OTHER_THRESHOLD;
    List<Identifier> named = Identifiers.in(question);
    Predicate<Passage> meant = passage -> !isChance(tenant, passage);
    boolean any =
        passages.stream().filter(meant).anyMatch(passage -> passage.similarity() >= threshold);
    double least = any ? threshold - MARGIN : Double.POSITIVE_INFINITY;
    return passages.stream()
        .filter(
            passage ->
                passage.similarity() >= least && meant.test(passage) || holds(passage, named))
        .toList();
  }

  private static boolean isChance(Tenant tenant, Passage passage) {
    return tenant.embedding().local()
        && passage.keywordScore() == 0
        && passage.combinedScore() < CHANCE;
  }

  private static boolean holds(Passage passage, List<Identifier> named) {
    String text = passage.headingPath() + " " + passage.text();
    return named.stream().anyMatch(one -> one.isIn(text));
  }
}
