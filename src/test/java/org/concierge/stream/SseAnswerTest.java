package org.concierge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.conversation.SampleCitation;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.llm.ManualScheduler;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;
import org.concierge.problem.ProblemType;
import org.concierge.stream.AnswerForm.Citations;
import org.concierge.stream.AnswerForm.Delta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseAnswerTest {
  private static final List<Citation> CITATIONS = List.of(SampleCitation.of(1, "Thirty days."));
  private static final ChatAnswer DONE =
      new ChatAnswer(
          "Thirty days [1].",
          CITATIONS,
          true,
          "s",
          new UUID(0, 1),
          "openai",
          "m",
          new Usage(12, 3),
          false);

  private final FakeStream stream = new FakeStream();
  private final ManualScheduler clock = new ManualScheduler();
  private final AtomicReference<BooleanSupplier> standing = new AtomicReference<>(() -> true);
  private final SseAnswer answer =
      new SseAnswer(
          stream,
          stream,
          "r-1",
          new Heartbeats(clock, Runnable::run),
          () -> standing.get().getAsBoolean(),
          AnswerForm.CHAT);
  private final List<String> stops = new ArrayList<>();

  @Test
  void anAnswerIsCitationsDeltasAndDone() {
    answer.citations(CITATIONS);
    answer.delta("Thirty ");
    answer.delta("days [1].");
    answer.done(DONE);

    assertThat(stream.names()).containsExactly("citations", "delta", "delta", "done");
    assertThat(stream.events.stream().map(FakeStream.Event::data))
        .containsExactly(
            new Citations(CITATIONS), new Delta("Thirty "), new Delta("days [1]."), DONE);
    assertThat(stream.events)
        .extracting(FakeStream.Event::media)
        .containsOnly(MediaType.APPLICATION_JSON_TYPE);
  }

  @Test
  void afterDoneTheStreamIsClosedAndQuiet() {
    answer.done(DONE);

    assertThat(stream.closed).isTrue();
    assertThat(clock.last().isCancelled()).isTrue();
  }

  @Test
  void aProblemIsTheLastEventToo() {
    Problem problem = new Problem(ProblemType.MODEL_FAILED, "Broke off.");

    answer.delta("Thirty");
    answer.problem(problem);

    assertThat(stream.names()).containsExactly("delta", "problem");
    assertThat(stream.events.get(1).data()).isEqualTo(ProblemBody.of(problem, "r-1"));
    assertThat(stream.closed).isTrue();
    assertThat(clock.last().isCancelled()).isTrue();
  }

  @Test
  void aQuietStreamIsKeptAwakeEveryTenSeconds() {
    assertThat(clock.last().getDelay(TimeUnit.SECONDS)).isEqualTo(10);

    clock.last().ring();
    clock.last().ring();

    assertThat(stream.names()).containsExactly(null, null);
    assertThat(stream.events).extracting(FakeStream.Event::comment).doesNotContainNull();
    assertThat(clock.last().isCancelled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReaderWhoHasGoneIsNoticedByTheNextDelta(boolean throwing) {
    answer.onGone(this::stop);
    fail(throwing);

    answer.delta("Thirty");
    answer.delta("days");

    assertThat(stops).hasSize(1);
    assertThat(clock.last().isCancelled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReaderWhoHasGoneIsNoticedByTheHeartbeat(boolean throwing) {
    answer.onGone(this::stop);
    fail(throwing);

    clock.last().ring();
    clock.last().ring();

    assertThat(stops).hasSize(1);
    assertThat(clock.last().isCancelled()).isTrue();
  }

  @Test
  void aStreamThatItsReaderClosedIsNotWrittenTo() {
    answer.onGone(this::stop);
    stream.closed = true;

    answer.delta("Thirty");

    assertThat(stream.events).isEmpty();
    assertThat(stops).hasSize(1);
  }

  @Test
  void aQuietStreamThatItsReaderClosedStopsTheModel() {
    answer.onGone(this::stop);
    stream.closed = true;

    clock.last().ring();

    assertThat(stops).hasSize(1);
    assertThat(clock.last().isCancelled()).isTrue();
  }

  /** The model is asked after the citations are sent: by then the reader may have gone. */
  @Test
  void whoeverHasGoneBeforeTheModelWasAskedStopsItAtOnce() {
    fail(true);
    answer.citations(CITATIONS);

    answer.onGone(this::stop);

    assertThat(stops).hasSize(1);
  }

  @Test
  void aReaderWhoStaysStopsNothing() {
    answer.onGone(this::stop);

    answer.delta("Thirty");
    clock.last().ring();
    answer.done(DONE);

    assertThat(stops).isEmpty();
  }

  @Test
  void anAnswerEndsWithItsReadersCredential() {
    answer.onGone(this::stop);
    answer.delta("Thirty");
    standing.set(() -> false);

    clock.last().ring();

    assertThat(stops).hasSize(1);
    assertThat(stream.names()).containsExactly("delta", null, "problem");
    assertThat(stream.events.get(2).data())
        .isEqualTo(
            ProblemBody.of(
                new Problem(
                    ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked."),
                "r-1"));
    assertThat(stream.closed).isTrue();
    assertThat(clock.last().isCancelled()).isTrue();
  }

  @Test
  void anAnswerGoesOnWhileItCannotBeToldWhetherTheCredentialHolds() {
    answer.onGone(this::stop);
    standing.set(
        () -> {
          throw Problem.unavailable("The database is away.", null);
        });

    clock.last().ring();
    clock.last().ring();

    assertThat(stops).isEmpty();
    assertThat(stream.closed).isFalse();
    standing.set(() -> false);
    clock.last().ring();
    assertThat(stream.closed).as("once it can be told").isTrue();
  }

  @Test
  void theEndOfAStreamThatHasGoneHurtsNobody() {
    fail(true);

    assertThatCode(() -> answer.done(DONE)).doesNotThrowAnyException();
    assertThat(stream.closed).isTrue();
  }

  private void fail(boolean throwing) {
    stream.failure = new IllegalStateException("broken pipe");
    stream.throwing = throwing;
  }

  private void stop() {
    stops.add("once");
  }
}
