package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetailsTest {
  @Test
  void inEnglishASentenceStaysAsItIs() {
    assertThat(Details.in(Locale.ENGLISH, "Whatever it is.")).contains("Whatever it is.");
  }

  @Test
  void whatNobodyHasSaidInGermanIsNotSaidInEnglish() {
    assertThat(Details.in(Locale.GERMAN, "Whatever it is.")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LLM_TEMPERATURE must be a number from 0.0 to 2.0. | Eine Zahl von 0.0 bis 2.0.",
        "line 3: LLM_MAX_TOKENS must be a whole number from 1 to 200000."
            + " | Eine Zahl von 1 bis 200000.",
        "PLAN must be one of basic, premium. | Möglich sind: basic, premium.",
        "There is no variable {{x}}; there are company, today."
            + " | Eine Variable x gibt es nicht; es gibt company, today.",
        "The question set \"Travel\" is answered worse: recall."
            + " | Die Fragensammlung „Travel“ wird schlechter beantwortet als zuvor.",
        "There is a question set of that name already."
            + " | Eine Fragensammlung dieses Namens gibt es schon.",
      })
  void whatIsKnownIsSaidInGerman(String english, String german) {
    assertThat(Details.in(Locale.GERMAN, english)).contains(german);
  }

  @Test
  void eachIsSaidInBothLanguages() {
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.GERMAN}) {
      ResourceBundle texts = ResourceBundle.getBundle("org.concierge.console.messages", locale);
      assertThat(Details.keys()).allMatch(texts::containsKey);
    }
  }
}
