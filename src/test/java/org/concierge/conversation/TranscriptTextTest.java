package org.concierge.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concierge.conversation.Transcript.SessionView;
import org.concierge.conversation.Transcript.TurnView;
import org.concierge.llm.AnswerListener.Usage;
import org.junit.jupiter.api.Test;

class TranscriptTextTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aConversationIsQuestionsAnswersAndSources() {
    assertThat(TranscriptText.of(session(turn("How many?", "Thirty [1].", "", null))))
        .isEqualTo(
            """
            # Leave

            2026-01-01T00:00:00Z

            ## How many?

            Thirty [1].

            - [1] file-1.pdf, p. 1
            """);
  }

  @Test
  void whatWasAskedAnewIsLeftOut() {
    assertThat(
            TranscriptText.of(
                session(
                    turn("First try", "No.", "", new UUID(0, 3)),
                    turn("Second try", "Yes.", "", null))))
        .contains("Second try", "Yes.")
        .doesNotContain("First try", "No.");
  }

  @Test
  void aQuestionOfSeveralLinesIsNotCutAtItsHeading() {
    assertThat(TranscriptText.of(session(turn("One\n\n# Two", "Yes.", "", null))))
        .contains("## One # Two\n\n> One\n> \n> # Two\n\nYes.");
  }

  @Test
  void whereTheModelFailedTheReasonStands() {
    assertThat(TranscriptText.of(session(turn("How?", "", "The model failed.", null))))
        .contains("The model failed.");
  }

  private static SessionView session(TurnView... turns) {
    return new SessionView(new UUID(0, 1), "s-1", "Leave", false, NOW, NOW, List.of(turns));
  }

  private static TurnView turn(String question, String answer, String problem, UUID replacedBy) {
    return new TurnView(
        new UUID(0, 2),
        1,
        question,
        answer,
        Turn.State.DONE,
        problem,
        "openai",
        "gpt",
        new Usage(12, 3),
        true,
        List.of(SampleCitation.of(1, "Thirty.")),
        null,
        "app",
        "",
        replacedBy,
        NOW,
        NOW);
  }
}
