package org.concierge.llm;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * One answer of a model, with a limit on silence: the client's own time-out ends with the
 * response's headers, and a stream that stalls after them would never end. Tells its listener
 * exactly one end.
 */
final class WatchedAnswer implements StreamingChatResponseHandler {
  private final AnswerListener listener;
  private final Duration silence;
  private final ScheduledExecutorService clock;
  private StreamingHandle handle;
  private ScheduledFuture<?> alarm;
  private long lastHeard = System.nanoTime();
  private boolean heard;
  private boolean ended;

  WatchedAnswer(AnswerListener listener, Duration silence, ScheduledExecutorService clock) {
    this.listener = listener;
    this.silence = silence;
    this.clock = clock;
    watch(silence.toNanos());
  }

  @Override
  public synchronized void onPartialResponse(PartialResponse part, PartialResponseContext context) {
    handle = context.streamingHandle();
    if (ended) {
      // Cancelled before the first delta, when there was nothing yet to cancel.
      handle.cancel();
      return;
    }
    lastHeard = System.nanoTime();
    if (!part.text().isEmpty()) {
      heard = true;
      listener.delta(part.text());
    }
  }

  @Override
  public synchronized void onCompleteResponse(ChatResponse response) {
    if (!end()) {
      return;
    }
    FinishReason reason = response.finishReason();
    if (reason == FinishReason.CONTENT_FILTER) {
      listener.failed(
          filtered(
              heard
                  ? "The model's provider cut the answer off: its content filter objected."
                  : "The model's provider refused to answer this question."));
    } else if (!heard) {
      listener.failed(failed("The model gave an empty answer."));
    } else if (reason == null) {
      // The stream was closed without its last event: the answer may be half an answer.
      listener.failed(failed("The model's answer broke off."));
    } else {
      TokenUsage usage = response.tokenUsage();
      listener.completed(
          usage == null
              ? new Usage(0, 0)
              : new Usage(orZero(usage.inputTokenCount()), orZero(usage.outputTokenCount())));
    }
  }

  @Override
  public synchronized void onError(Throwable error) {
    if (end()) {
      listener.failed(ModelFailure.of(error));
    }
  }

  synchronized void cancel() {
    if (end() && handle != null) {
      handle.cancel();
    }
  }

  /** One timer a stream, moved on when it fires: not one for each delta. */
  private void watch(long delayNanos) {
    alarm = clock.schedule(this::checkSilence, delayNanos, TimeUnit.NANOSECONDS);
  }

  private synchronized void checkSilence() {
    if (ended) {
      return;
    }
    long left = silence.toNanos() - (System.nanoTime() - lastHeard);
    if (left > 0) {
      watch(left);
      return;
    }
    end();
    if (handle != null) {
      handle.cancel();
    }
    listener.failed(
        new Problem(
            ProblemType.MODEL_TIMED_OUT,
            "The model was silent for " + silence.toSeconds() + " seconds."));
  }

  private boolean end() {
    boolean first = !ended;
    ended = true;
    alarm.cancel(false);
    return first;
  }

  /** Another model would be asked the same, which the provider has found objectionable. */
  private static Problem filtered(String detail) {
    return new Problem(ProblemType.MODEL_FAILED, detail, new ContentFilteredException(detail));
  }

  private static Problem failed(String detail) {
    return new Problem(ProblemType.MODEL_FAILED, detail);
  }

  private static int orZero(Integer count) {
    return count == null ? 0 : count;
  }
}
