package org.concierge.judging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concierge.retrieval.Passage;

/**
 * How well passages fit what was expected. They are counted as what is expected: by document, by
 * page, or chunk by chunk if words are; of several passages of one document the first one counts.
 *
 * @param recallAt5 share of the expected places among the first five, in [0,1]
 * @param ndcgAt10 in [0,1], 1 = best possible order; gain 2^grade - 1, discount log2(place + 1)
 *     (Burges et al., ICML 2005)
 * @param mrrAt10 1 / {@code first} if that is 10 at most, else 0
 * @param first place of the first one that fits, from 1; 0 if there is none
 */
public record Ranking(
    double recallAt5, double recallAt10, double ndcgAt10, double mrrAt10, int first) {
  private static final int DEPTH = 10;

  /**
   * @param found best first
   * @param expected at least one
   */
  public static Ranking of(List<Passage> found, List<Expectation> expected) {
    List<Expectation> missing = new ArrayList<>(expected);
    int first = 0;
    int place = 0;
    double gain = 0;
    double inFive = 0;
    double inTen = 0;
    for (List<Passage> unit : units(found, expected)) {
      place++;
      List<Expectation> fitting =
          missing.stream().filter(one -> unit.stream().anyMatch(one::fits)).toList();
      if (fitting.isEmpty()) {
        continue;
      }
      missing.removeAll(fitting);
      first = first == 0 ? place : first;
      inFive += place <= 5 ? fitting.size() : 0;
      if (place <= DEPTH) {
        inTen += fitting.size();
        gain += discounted(fitting.stream().mapToInt(Expectation::grade).max().orElse(0), place);
      }
    }
    return new Ranking(
        inFive / expected.size(),
        inTen / expected.size(),
        gain / ideal(expected),
        first > 0 && first <= DEPTH ? 1.0 / first : 0,
        first);
  }

  private static Iterable<List<Passage>> units(List<Passage> found, List<Expectation> expected) {
    boolean words = expected.stream().anyMatch(one -> !one.passage().isEmpty());
    boolean pages = expected.stream().anyMatch(one -> one.page() > 0);
    Map<String, List<Passage>> units = new LinkedHashMap<>();
    for (Passage passage : found) {
      String unit =
          passage.documentId()
              + (words ? "#" + passage.chunkIndex() : pages ? " " + passage.page() : "");
      units.computeIfAbsent(unit, name -> new ArrayList<>()).add(passage);
    }
    return units.values();
  }

  private static double ideal(List<Expectation> expected) {
    List<Integer> grades =
        expected.stream().map(Expectation::grade).sorted(Comparator.reverseOrder()).toList();
    double gain = 0;
    for (int i = 0; i < Math.min(DEPTH, grades.size()); i++) {
      gain += discounted(grades.get(i), i + 1);
    }
    return gain;
  }

  private static double discounted(int grade, int place) {
    return (Math.pow(2, grade) - 1) / (Math.log(place + 1.0) / Math.log(2));
  }
}
