package org.concierge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.concierge.retrieval.Identifiers.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "What does ISO-27001 require?",
        "What does ISO 27001 require?",
        "Welches Drehmoment hat Teil XR500/7?",
        "Is 4711-22-801 in stock?",
        "Where is invoice 20240117?",
        "¿Qué es la norma EN.1090-2?",
      })
  void aNameWithANumberIsOne(String question) {
    assertThat(Identifiers.in(question)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How many points did the Panthers defense surrender?",
        "What happened in the 1980s and in 2015?",
        "Who won Super Bowl 50 on 7 February 2016?",
        "Is it open at 11:30 on 2024-01-17 or 17.01.2024?",
        "How much is 3.5 % of 10,000 in the 19th year?",
        "What is B2B, A4 or 401k?",
        "",
      })
  void yearsAmountsAndTimesAreNone(String question) {
    assertThat(Identifiers.in(question)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-27001, 'We follow ISO 27001:2022.', true",
    "ISO 27001, 'we follow iso27001', true",
    "ISO-27001, 'We follow ISO-270011.', false",
    "ISO-27001, 'We follow AISO-27001.', false",
    "XR500/7, '(XR-500/7)', true",
    "XR500/7, 'XR500/8', false",
  })
  void itIsFoundHoweverItIsWritten(String name, String text, boolean found) {
    assertThat(Identifiers.in(name).get(0).isIn(text)).isEqualTo(found);
  }

  @Test
  void nothingInItIsReadAsAPattern() {
    Identifier only = Identifiers.in("What is AB.12+(x|?").get(0);

    assertThat(only.isIn("AB.12")).isTrue();
    assertThat(only.isIn("ABx12")).isFalse();
    assertThat(only.digits()).isEqualTo("12");
  }

  @Test
  void eachIsTakenOnceAndThreeAtMost() {
    assertThat(Identifiers.in("AB-10 ab-10 AB-10 CD-20 EF-30 GH-40"))
        .extracting(Identifier::digits)
        .containsExactly("10", "20", "30");
  }

  /** A pattern that goes back over what it has taken would need a stack as deep as the text. */
  @Test
  void aLongChainOfPartsCostsNoStack() {
    assertThat(Identifiers.in("a-".repeat(20_000) + "a")).isEmpty();
  }
}
