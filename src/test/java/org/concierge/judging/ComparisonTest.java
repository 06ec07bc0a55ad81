package org.concierge.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void eachQuestionIsBetterWorseOrAsBefore() {
    Comparison comparison =
        Comparison.of(
            List.of(
                SampleVerdict.ranked(1, 0.5),
                SampleVerdict.ranked(2, 0.5),
                SampleVerdict.ranked(3, 0.5),
                SampleVerdict.answered(4, false)),
            List.of(
                SampleVerdict.ranked(1, 1),
                SampleVerdict.ranked(2, 0.25),
                SampleVerdict.ranked(3, 0.5),
                SampleVerdict.answered(4, true)));

    assertThat(comparison.sentence()).isEqualTo("2 better, 1 worse, 1 as before");
    assertThat(comparison.passes()).isTrue();
    assertThat(comparison.changes())
        .extracting(Comparison.Change::better)
        .containsExactly(true, false, true);
  }

  @Test
  void aLowerScoreDoesNotPass() {
    Comparison comparison =
        Comparison.of(List.of(SampleVerdict.ranked(1, 1)), List.of(SampleVerdict.ranked(1, 0.99)));

    assertThat(comparison.passes()).isFalse();
    assertThat(comparison.reasons())
        .containsExactly(
            "recall@10: 1.000 -> 0.990", "nDCG@10: 1.000 -> 0.990", "0 better, 1 worse");
  }

  /** One of 300 a little worse, one much better. */
  @Test
  void aTraceOfAChangePasses() {
    List<Verdict> rest =
        IntStream.rangeClosed(3, 300).mapToObj(i -> SampleVerdict.ranked(i, 0.5)).toList();
    Comparison comparison =
        Comparison.of(
            joined(rest, SampleVerdict.ranked(1, 0.5), SampleVerdict.ranked(2, 0.1)),
            joined(rest, SampleVerdict.ranked(1, 0.4), SampleVerdict.ranked(2, 0.2)));

    assertThat(comparison.passes()).isTrue();
  }

  @Test
  void fewerRightAnswersDoNotPass() {
    Comparison comparison =
        Comparison.of(
            List.of(SampleVerdict.answered(1, true), SampleVerdict.answered(2, true)),
            List.of(SampleVerdict.answered(1, true), SampleVerdict.answered(2, false)));

    assertThat(comparison.reasons())
        .containsExactly("right answers: 1.000 -> 0.500", "0 better, 1 worse");
  }

  @Test
  void moreFailuresDoNotPass() {
    Comparison comparison =
        Comparison.of(List.of(SampleVerdict.answered(1, null)), List.of(SampleVerdict.failed(1)));

    assertThat(comparison.reasons()).containsExactly("failed: 0 -> 1");
  }

  /** A question that was added since is no reason to be lower. */
  @Test
  void onlyWhatBothWereAskedIsCompared() {
    Comparison comparison =
        Comparison.of(
            List.of(SampleVerdict.ranked(1, 1)),
            List.of(SampleVerdict.ranked(1, 1), SampleVerdict.ranked(2, 0)));

    assertThat(comparison.passes()).isTrue();
    assertThat(comparison.alone()).isEqualTo(1);
    assertThat(comparison.same()).isEqualTo(1);
  }

  private static List<Verdict> joined(List<Verdict> rest, Verdict... more) {
    return Stream.concat(rest.stream(), Stream.of(more)).toList();
  }
}
