package org.concierge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class WatchedAnswerTest {
  private static final Duration PATIENT = Duration.ofHours(1);

  /** So short that any alarm that rings finds it exceeded. */
  private static final Duration IMPATIENT = Duration.ofNanos(1);

  private final Heard listener = new Heard();
  private final ManualScheduler clock = new ManualScheduler();
  private final Handle handle = new Handle();
  private WatchedAnswer answer = new WatchedAnswer(listener, PATIENT, clock);

  @Test
  void deltasArePassedOnInOrderAndThenTheEnd() {
    part("Thirty ");
    part("days.");
    answer.onCompleteResponse(response(FinishReason.STOP));

    assertThat(listener.deltas).containsExactly("Thirty ", "days.");
    assertThat(listener.completions).containsExactly(new Usage(12, 3));
    assertThat(listener.failures).isEmpty();
    assertThat(clock.last().isCancelled()).isTrue();
  }

  @Test
  void aProviderThatDoesNotCountIsTakenAsZero() {
    part("x");
    answer.onCompleteResponse(builder(FinishReason.STOP).build());
    answer = new WatchedAnswer(listener, PATIENT, clock);
    part("x");
    answer.onCompleteResponse(
        builder(FinishReason.STOP).tokenUsage(new TokenUsage(null, null)).build());

    assertThat(listener.completions).containsExactly(new Usage(0, 0), new Usage(0, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"STOP", "LENGTH", "OTHER"})
  void anAnswerThatSaysWhyItEndsIsComplete(FinishReason reason) {
    part("x");
    answer.onCompleteResponse(response(reason));

    assertThat(listener.completions).hasSize(1);
  }

  @Test
  void anAnswerWithoutItsLastEventBrokeOff() {
    part("x");
    answer.onCompleteResponse(response(null));

    assertFailed("The model's answer broke off.");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CONTENT_FILTER")
  void anEmptyAnswerIsAFailure(FinishReason reason) {
    answer.onCompleteResponse(response(reason));

    assertFailed("The model gave an empty answer.");
  }

  @Test
  void aRefusalByTheProviderIsToldAsOne() {
    answer.onCompleteResponse(response(FinishReason.CONTENT_FILTER));

    assertFailed("The model's provider refused to answer this question.");
  }

  @Test
  void anAnswerThatTheProvidersFilterCutOffIsNotComplete() {
    part("x");
    answer.onCompleteResponse(response(FinishReason.CONTENT_FILTER));

    assertFailed("The model's provider cut the answer off: its content filter objected.");
    assertThat(listener.deltas).containsExactly("x");
  }

  @Test
  void aFailureIsToldInOurWords() {
    part("x");
    answer.onError(new AuthenticationException("bad key sk-secret"));

    assertFailed("The model's provider refused the tenant's key.");
  }

  @Test
  void afterItsEndAnAnswerSaysNothingMore() {
    part("x");
    answer.onCompleteResponse(response(FinishReason.STOP));

    part("y");
    answer.onCompleteResponse(response(FinishReason.STOP));
    answer.onError(new IllegalStateException());
    clock.alarms().forEach(ManualScheduler.Alarm::ring);
    answer.cancel();

    assertThat(listener.deltas).containsExactly("x");
    assertThat(listener.ends()).isEqualTo(1);
  }

  @Test
  void afterAFailureAnAnswerSaysNothingMore() {
    answer.onError(new IllegalStateException());

    part("y");
    answer.onCompleteResponse(response(FinishReason.STOP));
    answer.onError(new IllegalStateException());

    assertThat(listener.deltas).isEmpty();
    assertThat(listener.ends()).isEqualTo(1);
  }

  @Test
  void silenceIsAnEndAndToldOnce() {
    answer = new WatchedAnswer(listener, IMPATIENT, clock);
    part("x");

    clock.last().ring();
    clock.last().ring();

    assertThat(listener.failures).hasSize(1);
    assertThat(listener.failures.get(0).type()).isEqualTo(ProblemType.MODEL_TIMED_OUT);
    assertThat(handle.cancelled).isTrue();
  }

  @Test
  void silenceBeforeTheFirstWordIsAnEndToo() {
    answer = new WatchedAnswer(listener, IMPATIENT, clock);

    clock.last().ring();

    assertThat(listener.failures)
        .extracting(Problem::type)
        .containsExactly(ProblemType.MODEL_TIMED_OUT);
    assertThat(listener.deltas).isEmpty();
  }

  @Test
  void aModelThatSpeaksAfterItsTimeIsCancelledAndNotHeard() {
    answer = new WatchedAnswer(listener, IMPATIENT, clock);
    clock.last().ring();

    part("late");

    assertThat(handle.cancelled).isTrue();
    assertThat(listener.deltas).isEmpty();
    assertThat(listener.ends()).isEqualTo(1);
  }

  @Test
  void theLimitIsTheTenantsAndSaidInSeconds() {
    answer = new WatchedAnswer(listener, Duration.ofSeconds(90), clock);

    assertThat(clock.last().getDelay(TimeUnit.SECONDS)).isEqualTo(90);
  }

  @Test
  void aModelThatSpokeInTimeGetsTheRestOfIt() {
    part("x");

    clock.last().ring();

    assertThat(listener.ends()).isZero();
    assertThat(handle.cancelled).isFalse();
    assertThat(clock.alarms()).hasSize(2);
    assertThat(clock.last().getDelay(TimeUnit.NANOSECONDS))
        .isPositive()
        .isLessThanOrEqualTo(PATIENT.toNanos());
  }

  @Test
  void cancelledAfterTheFirstWordTheModelStops() {
    part("x");

    answer.cancel();

    assertThat(handle.cancelled).isTrue();
    assertThat(clock.last().isCancelled()).isTrue();
    assertThat(listener.ends()).isZero();
  }

  @Test
  void cancelledBeforeTheFirstWordTheModelStopsAtIt() {
    answer.cancel();
    assertThat(handle.cancelled).isFalse();

    part("x");

    assertThat(handle.cancelled).isTrue();
    assertThat(listener.deltas).isEmpty();
  }

  @Test
  void whatHappensAfterACancellationIsNotTold() {
    part("x");
    answer.cancel();

    part("y");
    answer.onCompleteResponse(response(FinishReason.STOP));
    answer.onError(new IllegalStateException());
    clock.alarms().forEach(ManualScheduler.Alarm::ring);

    assertThat(listener.deltas).containsExactly("x");
    assertThat(listener.ends()).isZero();
  }

  @Test
  void anAnswerThatIsCompleteIsNotCancelledAnyMore() {
    part("x");
    answer.onCompleteResponse(response(FinishReason.STOP));

    answer.cancel();

    assertThat(handle.cancelled).isFalse();
  }

  private void part(String text) {
    answer.onPartialResponse(new PartialResponse(text), new PartialResponseContext(handle));
  }

  private static ChatResponse response(FinishReason reason) {
    return builder(reason).tokenUsage(new TokenUsage(12, 3)).build();
  }

  private static ChatResponse.Builder builder(FinishReason reason) {
    return ChatResponse.builder().aiMessage(AiMessage.from("x")).finishReason(reason);
  }

  private void assertFailed(String detail) {
    assertThat(listener.ends()).isEqualTo(1);
    assertThat(listener.failures.get(0).type()).isEqualTo(ProblemType.MODEL_FAILED);
    assertThat(listener.failures.get(0).detail()).isEqualTo(detail);
    assertThat(clock.last().isCancelled()).isTrue();
  }

  private static final class Handle implements StreamingHandle {
    private boolean cancelled;

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
