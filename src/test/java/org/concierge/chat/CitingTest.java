package org.concierge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concierge.conversation.Citation;
import org.concierge.conversation.SampleCitation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitingTest {
  private static final Citation ONE = SampleCitation.of(1, "Thirty days.");
  private static final Citation TWO = SampleCitation.of(2, "In writing.");
  private static final Citation THREE = SampleCitation.of(3, "To the manager.");
  private static final List<Citation> GIVEN = List.of(ONE, TWO, THREE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Thirty days.",
        "Thirty days [1].",
        "Thirty days [1][2] [3].",
        "In 2024 [2024] it was so.",
        "An array[i], a [note], [ ], []",
        "Between 0 and 1: [0, 1], [0;1]; [1, ], [,1], [1, x], [1 2], [1-2], [1,2024]",
        "$1 \\1 [1]"
      })
  void anAnswerThatInventsNothingStaysAsItIs(String answer) {
    assertThat(Citing.withoutInvented(answer, GIVEN)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "Thirty days [4]., Thirty days.",
    "Thirty days [0]., Thirty days.",
    "Thirty days [999]., Thirty days.",
    "Thirty days [1] [4] [2]., Thirty days [1] [2].",
    "Thirty days[1][4]., Thirty days[1].",
    "[4] Thirty days., ' Thirty days.'",
    "'Thirty days\n[4]', Thirty days",
    "'Thirty days [1, 2].', Thirty days [1][2].",
    "'Thirty days[3,1;2].', Thirty days[3][1][2].",
    "'Thirty days [1, 9].', Thirty days [1].",
    "'Thirty days [8, 9].', Thirty days."
  })
  void aMarkThatPointsToNothingIsTakenOut(String answer, String checked) {
    assertThat(Citing.withoutInvented(answer, GIVEN)).isEqualTo(checked);
  }

  @Test
  void withoutPassagesEveryMarkIsInvented() {
    assertThat(Citing.withoutInvented("Thirty days [1].", List.of())).isEqualTo("Thirty days.");
  }

  @Test
  void theCitedPassagesAreThoseWithAMark() {
    assertThat(Citing.cited("To the manager [3], thirty days [1][1].", GIVEN))
        .containsExactly(ONE, THREE);
  }

  @Test
  void aListInOneBracketIsACitationOfEach() {
    assertThat(Citing.cited("Thirty days [1, 3].", GIVEN)).containsExactly(ONE, THREE);
  }

  @Test
  void anAnswerWithoutItsMarksIsTheSameText() {
    assertThat(Citing.withoutMarks("Thirty days [1][2], in writing [3, 1]. In [2024] [0, 1]."))
        .isEqualTo("Thirty days, in writing. In [2024] [0, 1].");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Thirty days.", "Thirty days [4].", "[0]"})
  void anAnswerThatCitesNothingRestsOnAllPassages(String answer) {
    assertThat(Citing.cited(answer, GIVEN)).isEqualTo(GIVEN);
  }

  @Test
  void aMarkIsReadByThePassagesNumberNotItsPlace() {
    assertThat(Citing.cited("In writing [2].", List.of(TWO, THREE))).containsExactly(TWO);
  }
}
