package org.concierge.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerCheckTest {
  @ParameterizedTest
  @CsvSource({
    "'It opens at 11:30 [1].', '11:30', true",
    "'The Panthers gave up 308 points.', '308', true",
    "'They gave up 3080 points.', '308', false",
    "'Von Kawann Short, heißt es.', 'kawann  short', true",
    "'Der Übergang', 'uebergang', false",
    "'GRÖSSE: Straße', 'größe', false",
    "'GRÖẞE', 'größe', true",
    "'', '308', false",
    "'Anything', '...', false",
  })
  void aFactStandsInTheAnswerWordForWord(String answer, String wanted, boolean gives) {
    assertThat(AnswerCheck.gives(answer, List.of(wanted))).isEqualTo(gives);
  }

  @Test
  void oneOfSeveralIsEnough() {
    assertThat(AnswerCheck.gives("There are twenty-seven.", List.of("27", "twenty-seven")))
        .isTrue();
  }

  /** The longer words of the sentence: employees, entitled, annual, leave, calendar, year. */
  @Test
  void ofASentenceHalfOfTheLongerWordsIsEnough() {
    List<String> wanted =
        List.of("All employees are entitled to 27 days of annual leave in a calendar year.");

    assertThat(AnswerCheck.gives("Employees have annual leave: 27 days.", wanted)).isTrue();
    assertThat(AnswerCheck.gives("Employees may park here.", wanted)).isFalse();
  }

  /** A mark names a source; it gives no answer. */
  @Test
  void theNumberOfASourceIsNoAnswer() {
    assertThat(AnswerCheck.gives("That is so [27].", List.of("27"))).isFalse();
  }
}
