package org.concierge.chat;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;
import org.concierge.problem.ProblemType;

/**
 * An answer as server-sent events: {@code citations}, {@code delta}s, then {@code done} or {@code
 * problem}; closed on every path. A comment now and then keeps proxies from closing a quiet stream,
 * and is how a reader that has gone is noticed before the first delta. At each it is asked whether
 * the reader's credential still holds: an answer ends with it.
 */
final class SseAnswer implements AnswerSink {
  private static final Logger LOG = System.getLogger(SseAnswer.class.getName());
  private static final long HEARTBEAT_SECONDS = 10;

  private final SseEventSink sink;
  private final Sse sse;
  private final String requestId;
  private final ScheduledFuture<?> heartbeat;
  private final Executor checks;
  private final BooleanSupplier stillAllowed;
  private final AtomicBoolean asking = new AtomicBoolean();
  private Runnable stop = () -> {};
  private boolean gone;

  /**
   * @param checks where {@code stillAllowed} is asked: it may have to wait for a database
   */
  SseAnswer(
      SseEventSink sink,
      Sse sse,
      String requestId,
      ScheduledExecutorService clock,
      Executor checks,
      BooleanSupplier stillAllowed) {
    this.sink = sink;
    this.sse = sse;
    this.requestId = requestId;
    this.checks = checks;
    this.stillAllowed = stillAllowed;
    this.heartbeat =
        clock.scheduleAtFixedRate(
            this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
  }

  /** Data of the event {@code citations}. */
  public record Citations(List<Citation> sources) {}

  /** Data of the event {@code delta}. */
  public record Delta(String text) {}

  @Override
  public void citations(List<Citation> citations) {
    send("citations", new Citations(citations));
  }

  @Override
  public void delta(String text) {
    send("delta", new Delta(text));
  }

  @Override
  public void done(ChatAnswer answer) {
    send("done", answer);
    close();
  }

  @Override
  public void problem(Problem problem) {
    send("problem", ProblemBody.of(problem, requestId));
    close();
  }

  @Override
  public void onGone(Runnable stopAnswer) {
    boolean already;
    synchronized (this) {
      stop = stopAnswer;
      already = gone;
    }
    if (already) {
      stopAnswer.run();
    }
  }

  private void beat() {
    try {
      if (sink.isClosed()) {
        leave();
      } else {
        sink.send(sse.newEventBuilder().comment("alive").build())
            .whenComplete((done, failure) -> leaveIf(failure != null));
        if (asking.compareAndSet(false, true)) {
          checks.execute(this::ask);
        }
      }
    } catch (RuntimeException e) {
      leave();
    }
  }

  private void ask() {
    try {
      if (!stillAllowed.getAsBoolean()) {
        // First the model: nothing may come after the problem.
        leave();
        problem(
            new Problem(
                ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked."));
      }
    } catch (Problem e) {
      // It cannot be told now; the next beat asks again.
      LOG.log(Level.DEBUG, "request {0}: {1}", requestId, e.detail());
    } finally {
      asking.set(false);
    }
  }

  private void send(String name, Object data) {
    try {
      if (sink.isClosed()) {
        leave();
        return;
      }
      sink.send(
              sse.newEventBuilder()
                  .name(name)
                  .mediaType(MediaType.APPLICATION_JSON_TYPE)
                  .data(data)
                  .build())
          .whenComplete((done, failure) -> leaveIf(failure != null));
    } catch (RuntimeException e) {
      // A sink that was closed between the question and the sending.
      leave();
    }
  }

  private void leaveIf(boolean failed) {
    if (failed) {
      leave();
    }
  }

  private void leave() {
    Runnable stopAnswer;
    synchronized (this) {
      if (gone) {
        return;
      }
      gone = true;
      stopAnswer = stop;
    }
    heartbeat.cancel(false);
    stopAnswer.run();
  }

  private void close() {
    heartbeat.cancel(false);
    try {
      sink.close();
    } catch (RuntimeException e) {
      // Closed by the reader already.
    }
  }
}
