package org.concierge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.conversation.ConversationRepository;
import org.concierge.conversation.SampleCitation;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.persistence.EntityManagers;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An answer whose turn cannot be stored, because the database has gone meanwhile: told as a problem
 * and never as done, and nothing twice.
 */
class ModelAnswerTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final UUID TURN = new UUID(0, 7);
  private static final List<Citation> CITATIONS = List.of(SampleCitation.of(1, "Thirty days."));
  private static final ChatAnswer EMPTY =
      new ChatAnswer("", CITATIONS, true, "s", TURN, "openai", "m", new Usage(0, 0), false);
  private static final Problem LATE = new Problem(ProblemType.MODEL_TIMED_OUT, "Silent.");

  /** Made once: it takes a second, and nothing in it changes. */
  private static EntityManagers entities;

  private final SinkHeard sink = new SinkHeard();
  private final TurnRecorder recorder =
      new TurnRecorder(
          new ConversationRepository(entities, Clock.systemUTC()),
          null,
          Caller.commandLine(ACME),
          TURN,
          sink,
          model -> {});
  private final ModelAnswer answer = new ModelAnswer(recorder, CITATIONS, EMPTY);
  private final List<String> cancelled = new ArrayList<>();

  @BeforeAll
  static void withoutADatabase(@TempDir Path home) throws IOException {
    Files.createDirectories(home.resolve("tenants/acme"));
    Files.writeString(home.resolve("tenants/acme/.env"), "");
    entities = new EntityManagers(NoDatabase.in(home));
  }

  @AfterAll
  static void close() {
    entities.close();
  }

  @Test
  void deltasArePassedOnAsTheyCome() {
    answer.delta("Thirty ");
    answer.delta("days [1].");

    assertThat(sink.deltas).containsExactly("Thirty ", "days [1].");
    assertThat(sink.failures).isEmpty();
  }

  @Test
  void citationsAndTheWayToStopArePassedOn() {
    Runnable stop = () -> {};

    recorder.citations(CITATIONS);
    recorder.onGone(stop);

    assertThat(sink.citations).containsExactly(CITATIONS);
    assertThat(sink.stops).containsExactly(stop);
    assertThat(recorder.turn()).isEqualTo(TURN);
  }

  /** Stored first, told second: what was seen as complete is in the history. */
  @Test
  void anAnswerThatCannotBeStoredIsNotToldAsDone() {
    answer.delta("Thirty days [1].");

    answer.completed(new Usage(12, 3));

    assertThat(sink.answers).isEmpty();
    assertThat(sink.failures).extracting(Problem::type).containsExactly(ProblemType.UNAVAILABLE);
  }

  /** A thread of the model's client that is in another tenant's scope: it must never happen. */
  @Test
  void aMistakeOfOursIsToldWithoutItsCause() {
    TenantScope.run(new TenantId("globex"), () -> answer.completed(new Usage(0, 0)));

    assertThat(sink.answers).isEmpty();
    assertThat(sink.failures).extracting(Problem::type).containsExactly(ProblemType.INTERNAL);
    assertThat(sink.failures.get(0).detail()).isEqualTo("The answer could not be stored.");
  }

  @Test
  void aFailureOfTheModelIsToldAlthoughItCannotBeStored() {
    answer.delta("Thirty");

    answer.failed(LATE);

    assertThat(sink.failures).containsExactly(LATE);
    assertThat(sink.answers).isEmpty();
  }

  @Test
  void afterItsEndAnAnswerSaysNothingMore() {
    answer.failed(LATE);

    answer.delta("late");
    answer.failed(LATE);
    answer.completed(new Usage(0, 0));
    answer.stop(this::cancel);

    assertThat(sink.deltas).isEmpty();
    assertThat(sink.failures).hasSize(1);
  }

  @Test
  void afterItsCompletionAFailureIsNotTold() {
    answer.completed(new Usage(0, 0));

    answer.failed(LATE);

    assertThat(sink.failures).hasSize(1).doesNotContain(LATE);
  }

  @Test
  void whoeverHasGoneIsToldNothing() {
    answer.delta("Thirty");

    answer.stop(this::cancel);
    answer.delta(" days");
    answer.completed(new Usage(0, 0));
    answer.failed(LATE);

    assertThat(sink.deltas).containsExactly("Thirty");
    assertThat(sink.answers).isEmpty();
    assertThat(sink.failures).isEmpty();
  }

  @Test
  void theModelStopsWhenItsReaderHasGone() {
    answer.stop(this::cancel);

    assertThat(cancelled).hasSize(1);
  }

  @Test
  void aFailureThatItsCallerReportsIsNotToldTwice() {
    recorder.failed(null, EMPTY);

    assertThat(sink.failures).isEmpty();
    assertThat(sink.answers).isEmpty();
  }

  @Test
  void aStoppedTurnIsToldToNobody() {
    recorder.stopped(EMPTY);

    assertThat(sink.failures).isEmpty();
    assertThat(sink.answers).isEmpty();
  }

  private void cancel() {
    cancelled.add("once");
  }
}
