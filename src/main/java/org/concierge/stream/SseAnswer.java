package org.concierge.stream;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;
import org.concierge.stream.AnswerForm.Event;

/**
 * An answer as server-sent events, in the form that its reader wants; closed on every path. A
 * comment now and then keeps proxies from closing a quiet stream, and is how a reader that has gone
 * is noticed before the first delta. At each it is asked whether the reader's credential still
 * holds: an answer ends with it.
 */
public final class SseAnswer implements AnswerSink {
  private final SseEventSink sink;
  private final Sse sse;
  private final String requestId;
  private final AnswerForm form;
  private final Watch watch;

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
    this.watch = new Watch(heartbeats, stillAllowed, this::problem, this::beat);
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
    watch.onGone(stopAnswer);
  }

  private void beat() {
    try {
      if (sink.isClosed()) {
        watch.leave();
      } else {
        sink.send(sse.newEventBuilder().comment("alive").build())
            .whenComplete((done, failure) -> leaveIf(failure != null));
        watch.check();
      }
    } catch (RuntimeException e) {
      watch.leave();
    }
  }

  private void send(Event event) {
    try {
      if (sink.isClosed()) {
        watch.leave();
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
      watch.leave();
    }
  }

  private void leaveIf(boolean failed) {
    if (failed) {
      watch.leave();
    }
  }

  private void close() {
    watch.end();
    try {
      sink.close();
    } catch (RuntimeException e) {
      // Closed by the reader already.
    }
  }
}
