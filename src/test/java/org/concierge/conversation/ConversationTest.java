package org.concierge.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.concierge.conversation.Transcript.SessionView;
import org.concierge.conversation.Transcript.TurnView;
import org.concierge.conversation.Turn.State;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.retrieval.SamplePassage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");
  private static final UUID ID = new UUID(0, 1);
  private static final UUID TURN = new UUID(0, 2);

  @ParameterizedTest
  @CsvSource({"How many days?, How many days?", "'  How   many\n\n days?\t', How many days?"})
  void aConversationIsCalledByItsFirstQuestion(String question, String title) {
    assertThat(conversation(question).title()).isEqualTo(title);
  }

  @Test
  void aLongTitleIsCutAndSaysSo() {
    assertThat(conversation("x".repeat(80)).title()).isEqualTo("x".repeat(80));
    assertThat(conversation("x".repeat(81)).title()).isEqualTo("x".repeat(79) + "…");
  }

  @Test
  void aConversationIsAsNewAsItsLastQuestion() {
    Conversation conversation = conversation("q");
    assertThat(conversation.updatedAt()).isEqualTo(FIRST);

    conversation.touch(LATER);

    assertThat(conversation.createdAt()).isEqualTo(FIRST);
    assertThat(conversation.updatedAt()).isEqualTo(LATER);
  }

  @Test
  void onTheWireAConversationIsTheSame() {
    assertThat(SessionView.of(conversation("q"), null))
        .isEqualTo(new SessionView(ID, "s-1", "q", false, FIRST, FIRST, null));
  }

  @Test
  void aTurnIsStoredBeforeItIsAnswered() {
    Turn turn = turn();

    assertThat(turn.state()).isEqualTo(State.ANSWERING);
    assertThat(turn.question()).isEqualTo("How many days?");
    assertThat(turn.answer()).isEmpty();
    assertThat(turn.problem()).isEmpty();
    assertThat(turn.sources()).isEmpty();
    assertThat(turn.completedAt()).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"DONE", "FAILED", "STOPPED"})
  void howeverATurnEndsWhatWasAnsweredStays(State how) {
    Turn turn = turn();
    List<Citation> sources = List.of(SampleCitation.of(1, "Thirty days."));

    turn.end(how, answer("Thirty [1]", sources), "why", LATER);

    assertThat(TurnView.of(turn, Set.of(sources.get(0).documentId())))
        .isEqualTo(
            new TurnView(
                TURN,
                3,
                "How many days?",
                "Thirty [1]",
                how,
                "why",
                "openai",
                "gpt",
                new Usage(12, 3),
                true,
                sources,
                null,
                "",
                "",
                null,
                FIRST,
                LATER));
    assertThat(turn.conversationId()).isEqualTo(ID);
  }

  @Test
  void aSourceThatTheReaderMayNotSeeIsNotShown() {
    Turn turn = turn();
    turn.end(State.DONE, answer("Thirty [1]", List.of(SampleCitation.of(1, "Thirty."))), "", LATER);

    assertThat(TurnView.of(turn, Set.of()).sources()).isEmpty();
    assertThat(TurnView.of(turn, Set.of()).answer()).isEqualTo("Thirty [1]");
  }

  @Test
  void aCitationIsItsPassageAndANumber() {
    assertThat(Citation.of(3, SamplePassage.of(2, "Thirty days.", 0.75)))
        .isEqualTo(
            new Citation(
                3,
                new UUID(0, 2),
                "file-2.pdf",
                "Title 2",
                2,
                20,
                "Handbook > Part 2",
                0.75,
                0.5,
                0.25,
                "Thirty days.",
                null));
  }

  private static Conversation conversation(String firstQuestion) {
    return new Conversation(ID, new UUID(0, 9), "s-1", firstQuestion, FIRST);
  }

  private static Turn turn() {
    return new Turn(TURN, ID, 3, "How many days?", FIRST);
  }

  private static ChatAnswer answer(String text, List<Citation> sources) {
    return new ChatAnswer(
        text, sources, true, "s-1", TURN, "openai", "gpt", new Usage(12, 3), false);
  }
}
