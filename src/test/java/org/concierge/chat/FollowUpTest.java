package org.concierge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concierge.conversation.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpTest {
  private static final String FIRST = "Who approves travel abroad?";
  private static final String BEFORE =
      "How many days of annual leave does a full-time employee get?";

  @ParameterizedTest
  @ValueSource(strings = {"And part-time?", "How much is it?", BEFORE})
  void theFirstQuestionStandsAlone(String question) {
    assertThat(FollowUp.standalone(question, List.of())).isEqualTo(question);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "And for part-time staff?",
        "part-time staff",
        "Why?",
        "and what does a part-time employee of the company get each year",
        "What about an employee who works three days a week",
        "How about somebody who works three days a week",
        "\n and what does a part-time employee of the company get each year ",
        "Und wie viele Tage bekommen Angestellte in Teilzeit im Jahr?",
        "Can an employee carry any of them over to the next year?",
        "How would an employee of the company apply for this in practice?",
        "Wie beantragen Angestellte in Teilzeit dies bei der Firma?",
        "Welche Fristen gelten f\u00fcr Angestellte in Teilzeit daf\u00fcr in der Firma?",
        "  Why  \n"
      })
  void aQuestionThatPointsBackIsSearchedWithTheOneBefore(String question) {
    assertThat(FollowUp.standalone(question, List.of(turn(FIRST), turn(BEFORE))))
        .isEqualTo(BEFORE + "\n" + question);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Which expenses does the company pay on a business trip?",
        "Android phones are paid by whom in the company?",
        "Welche Reisekosten zahlt die Firma bei Dienstreisen ins Ausland?",
        "Who is responsible for items lost on a business trip?"
      })
  void aQuestionOfItsOwnIsSearchedAlone(String question) {
    assertThat(FollowUp.standalone(question, List.of(turn(BEFORE)))).isEqualTo(question);
  }

  @Test
  void fiveWordsAreShortAndSixAreNot() {
    List<Turn> earlier = List.of(turn(BEFORE));

    assertThat(FollowUp.standalone("Leave of staff in London?", earlier)).startsWith(BEFORE);
    assertThat(FollowUp.standalone("Leave of staff in Greater London?", earlier))
        .isEqualTo("Leave of staff in Greater London?");
  }

  private static Turn turn(String question) {
    return new Turn(
        new UUID(0, 1), new UUID(0, 2), 1, question, Instant.parse("2026-01-01T00:00:00Z"));
  }
}
