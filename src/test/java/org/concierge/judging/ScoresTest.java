package org.concierge.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void meansAreOfWhatIsJudged() {
    Scores scores =
        Scores.of(
            List.of(
                SampleVerdict.ranked(1, 1),
                SampleVerdict.ranked(2, 0.5),
                SampleVerdict.answered(3, true),
                SampleVerdict.answered(4, false),
                SampleVerdict.failed(5)));

    assertThat(scores.questions()).isEqualTo(5);
    assertThat(scores.judged()).isEqualTo(2);
    assertThat(scores.ndcgAt10()).isCloseTo(0.75, within(1e-9));
    assertThat(scores.answersJudged()).isEqualTo(2);
    assertThat(scores.right()).isEqualTo(1);
    assertThat(scores.rightShare()).isEqualTo(0.5);
    assertThat(scores.failed()).isEqualTo(1);
    assertThat(scores.promptTokens()).isEqualTo(500);
    assertThat(scores.completionTokens()).isEqualTo(50);
  }

  /** 10, 20, ... 200: the 10th and the 19th. */
  @Test
  void percentilesAreOfTheNearestRank() {
    Scores scores =
        Scores.of(IntStream.rangeClosed(1, 20).mapToObj(i -> SampleVerdict.ranked(i, 1)).toList());

    assertThat(scores.searchMillisP50()).isEqualTo(100);
    assertThat(scores.searchMillisP95()).isEqualTo(190);
    assertThat(scores.answerMillisP50()).isZero();
  }

  @Test
  void nothingJudgedHasNoMean() {
    Scores scores = Scores.of(List.of());

    assertThat(scores.ndcgAt10()).isNull();
    assertThat(scores.rightShare()).isNull();
    assertThat(scores.searchMillisP95()).isZero();
  }
}
