package org.concierge.judging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two runs side by side, question by question, and whether the later one may take the place of the
 * former.
 *
 * @param alone questions that only one of the runs has
 * @param passes no score is lower than before by more than {@link #TOLERANCE}, no more questions
 *     fail, and not more of them are worse than better
 * @param reasons why it does not pass; empty if it does
 */
public record Comparison(
    int better,
    int worse,
    int same,
    int alone,
    boolean passes,
    List<String> reasons,
    List<Change> changes) {
  /** Half a percent: with fewer questions than 200 each one weighs more. */
  static final double TOLERANCE = 0.005;

  /** A question that is answered otherwise than before. */
  public record Change(UUID question, String text, boolean better, Verdict before, Verdict after) {}

  public static Comparison of(List<Verdict> before, List<Verdict> after) {
    Map<String, Verdict> former = byName(before);
    List<Change> changes = new ArrayList<>();
    int both = 0;
    for (Verdict verdict : after) {
      Verdict was = former.get(name(verdict));
      if (was == null) {
        continue;
      }
      both++;
      int difference = verdict.comparedTo(was);
      if (difference != 0) {
        changes.add(new Change(verdict.question(), verdict.text(), difference > 0, was, verdict));
      }
    }
    int better = (int) changes.stream().filter(Change::better).count();
    int worse = changes.size() - better;
    List<String> reasons = reasons(common(before, after), common(after, before));
    if (worse > better) {
      reasons.add(better + " better, " + worse + " worse");
    }
    return new Comparison(
        better,
        worse,
        both - changes.size(),
        before.size() + after.size() - 2 * both,
        reasons.isEmpty(),
        List.copyOf(reasons),
        List.copyOf(changes));
  }

  /** Only what both have been asked can be held against one of them. */
  private static Scores common(List<Verdict> of, List<Verdict> with) {
    Map<String, Verdict> others = byName(with);
    return Scores.of(of.stream().filter(one -> others.containsKey(name(one))).toList());
  }

  private static Map<String, Verdict> byName(List<Verdict> verdicts) {
    return verdicts.stream()
        .collect(Collectors.toMap(Comparison::name, Function.identity(), (one, other) -> one));
  }

  /** A benchmark's questions have the same labels in each set that is made of its files. */
  private static String name(Verdict verdict) {
    return verdict.label().isEmpty() ? verdict.question().toString() : verdict.label();
  }

  private static List<String> reasons(Scores before, Scores after) {
    List<String> reasons = new ArrayList<>();
    lower(reasons, "recall@10", before.recallAt10(), after.recallAt10());
    lower(reasons, "nDCG@10", before.ndcgAt10(), after.ndcgAt10());
    if (after.answersJudged() > 0) {
      lower(reasons, "right answers", before.rightShare(), after.rightShare());
    }
    if (after.failed() > before.failed()) {
      reasons.add("failed: " + before.failed() + " -> " + after.failed());
    }
    return reasons;
  }

  private static void lower(List<String> reasons, String what, Double before, Double after) {
    if (before != null && after != null && after < before - TOLERANCE) {
      reasons.add(String.format(java.util.Locale.ROOT, "%s: %.3f -> %.3f", what, before, after));
    }
  }

  /** As a person says it. */
  public String sentence() {
    return better + " better, " + worse + " worse, " + same + " as before";
  }
}
