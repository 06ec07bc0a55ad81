package org.concierge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.concierge.llm.SteadyAnswer.Thoughts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThoughtsTest {
  /** However the stream is cut. */
  @ParameterizedTest
  @CsvSource({
    "'<think>Hm. [1]?</think>\n\nThirty days.', 'Thirty days.'",
    "'\n<think></think>Thirty days.', 'Thirty days.'",
    "'Thirty <think>days</think>.', 'Thirty <think>days</think>.'",
    "'<thirty> days', '<thirty> days'",
    "'<th', '<th'",
    "' Thirty days.', ' Thirty days.'",
    "'<think>a</think> <b>Thirty</b>', '<b>Thirty</b>'",
  })
  void whatAModelThinksAloudIsNoPartOfItsAnswer(String said, String answer) {
    for (int size = 1; size <= said.length(); size++) {
      Thoughts thoughts = new Thoughts();
      StringBuilder shown = new StringBuilder();
      for (int at = 0; at < said.length(); at += size) {
        shown.append(thoughts.shown(said.substring(at, Math.min(said.length(), at + size))));
      }
      shown.append(thoughts.rest());

      assertThat(shown.toString()).as("in pieces of " + size).isEqualTo(answer);
    }
  }
}
