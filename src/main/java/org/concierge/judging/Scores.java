package org.concierge.judging;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What the verdicts say together; means over the questions that are judged, null if none is.
 *
 * @param answersJudged answers that could be told right or wrong, and of them {@code right}
 * @param failed questions without an answer, or whose passages could not be looked for
 * @param searchMillisP95 nearest rank
 * @param promptTokens as the provider counted them
 */
public record Scores(
    int questions,
    int judged,
    Double recallAt5,
    Double recallAt10,
    Double ndcgAt10,
    Double mrrAt10,
    int answersJudged,
    int right,
    int failed,
    long searchMillisP50,
    long searchMillisP95,
    long answerMillisP50,
    long answerMillisP95,
    long promptTokens,
    long completionTokens) {

  public static Scores of(List<Verdict> verdicts) {
    List<Ranking> ranked =
        verdicts.stream().map(Verdict::ranking).filter(one -> one != null).toList();
    List<Verdict> told = verdicts.stream().filter(one -> one.right() != null).toList();
    List<Verdict> answered = verdicts.stream().filter(one -> one.answer() != null).toList();
    return new Scores(
        verdicts.size(),
        ranked.size(),
        mean(ranked, Ranking::recallAt5),
        mean(ranked, Ranking::recallAt10),
        mean(ranked, Ranking::ndcgAt10),
        mean(ranked, Ranking::mrrAt10),
        told.size(),
        (int) told.stream().filter(Verdict::right).count(),
        (int) verdicts.stream().filter(one -> one.problem() != null).count(),
        percentile(verdicts, Verdict::searchMillis, 50),
        percentile(verdicts, Verdict::searchMillis, 95),
        percentile(answered, Verdict::answerMillis, 50),
        percentile(answered, Verdict::answerMillis, 95),
        verdicts.stream().mapToLong(Verdict::promptTokens).sum(),
        verdicts.stream().mapToLong(Verdict::completionTokens).sum());
  }

  /** Null if no answer was judged. */
  public Double rightShare() {
    return answersJudged == 0 ? null : (double) right / answersJudged;
  }

  private static Double mean(List<Ranking> ranked, ToDoubleFunction<Ranking> of) {
    return ranked.isEmpty() ? null : ranked.stream().mapToDouble(of).average().getAsDouble();
  }

  private static long percentile(List<Verdict> verdicts, ToLongFunction<Verdict> of, int percent) {
    long[] sorted = verdicts.stream().mapToLong(of).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
  }
}
