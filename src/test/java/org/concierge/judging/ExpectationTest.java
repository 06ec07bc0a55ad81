package org.concierge.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
  private static final Passage FOUND =
      new Passage(new UUID(0, 7), "plan.v2.pdf", "The plan", 7, 3, "", "27 days\na year", 1, 1, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan.v2.pdf",
        "plan.v2",
        "The plan",
        "00000000-0000-0000-0000-000000000007",
        "plan.v2.pdf#page=7",
        "The plan#page=7"
      })
  void aDocumentGoesByEachOfItsNames(String place) {
    assertThat(Expectation.parse(place, 1).fits(FOUND)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "plan.v2.pdf#page=8", "plan.v2.pdf#page=x", "PLAN.V2.PDF"})
  void anotherPlaceIsNone(String place) {
    assertThat(Expectation.parse(place, 1).fits(FOUND)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'27 Days a year', true", "'27 days a month', false"})
  void wordsStandInTheChunkWhereverItsLinesBreak(String words, boolean fits) {
    assertThat(new Expectation("plan.v2.pdf", 7, words, 1).fits(FOUND)).isEqualTo(fits);
  }

  @Test
  void oneThatMeansNothingIsRefused() {
    assertThatThrownBy(() -> new Expectation("", 7, " ", 1).check()).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new Expectation("a", -1, "", 1).check()).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new Expectation("a", 1, "", 11).check()).isInstanceOf(Problem.class);
  }
}
