package org.concierge.stream;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.stream.AnswerForm.Event;

/**
 * An answer as server-sent events, in the form that its reader wants; closed on every path. A
 * comment now and then keeps proxies from closing a quiet stream, and is how a reader that has gone
 * is noticed before the first delta. At each it is asked whether the reader's credential still
 * holds: an answer ends with it.
 */
public final class SseAnswer implements AnswerSink {
  private static final Logger LOG = System.getLogger(SseAnswer.class.getName());
  private static final long HEARTBEAT_SECONDS = 10;

  private final SseEventSink sink;
  private final Sse sse;
  private final String requestId;
  private final AnswerForm form;
  private final ScheduledFuture<?> heartbeat;
  private final Executor checks;
  private final BooleanSupplier stillAllowed;
  private final AtomicBoolean asking = new AtomicBoolean();
  private Runnable stop = () -> {};
  private boolean gone;

  public SseAnswer(
      SseEventSink sink,
      Sse sse,
      String requestId,
      Heartbeats heartbeats,
      BooleanSupplier stillAllowed,
      AnswerForm form) {
    this.sink = sink;
    this.sse = sse;
    this.requestId = requestId;
    this.form = form;
    this.checks = heartbeats.checks();
    this.stillAllowed = stillAllowed;
    this.heartbeat =
        heartbeats
            .clock()
            .scheduleAtFixedRate(
                this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void citations(List<Citation> citations) {
    form.citations(citations).forEach(this::send);
  }

  @Override
  public void delta(String text) {
    form.delta(text).forEach(this::send);
  }

  @Override
  public void done(ChatAnswer answer) {
    form.done(answer).forEach(this::send);
    close();
  }

  @Override
  public void problem(Problem problem) {
    form.problem(problem, requestId).forEach(this::send);
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

  private void send(Event event) {
    try {
      if (sink.isClosed()) {
        leave();
        return;
      }
      var outbound = sse.newEventBuilder();
      if (event.name() != null) {
        outbound.name(event.name());
      }
      if (event.data() instanceof String text) {
        outbound.data(text);
      } else {
        outbound.mediaType(MediaType.APPLICATION_JSON_TYPE).data(event.data());
      }
      sink.send(outbound.build()).whenComplete((done, failure) -> leaveIf(failure != null));
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
