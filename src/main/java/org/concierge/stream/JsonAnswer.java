package org.concierge.stream;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ConnectionCallback;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;
import org.concierge.problem.ProblemType;

/**
 * An answer as one JSON object, sent when it is complete. While it is waited for it is asked now
 * and then whether the reader's credential still holds: an answer ends with it.
 */
public final class JsonAnswer implements AnswerSink {
  private static final Logger LOG = System.getLogger(JsonAnswer.class.getName());
  private static final long CHECK_SECONDS = 10;

  private final AsyncResponse response;
  private final Function<ChatAnswer, ?> rendering;
  private final Function<Problem, ?> failing;
  private final BooleanSupplier stillAllowed;
  private final ScheduledFuture<?> watch;
  private final AtomicBoolean asking = new AtomicBoolean();
  private Runnable stop = () -> {};
  private boolean gone;

  /**
   * @param rendering makes of an answer what is sent
   * @param failing makes of a problem what is sent
   */
  public JsonAnswer(
      AsyncResponse response,
      Function<ChatAnswer, ?> rendering,
      Function<Problem, ?> failing,
      Heartbeats heartbeats,
      BooleanSupplier stillAllowed) {
    this.response = response;
    this.rendering = rendering;
    this.failing = failing;
    this.stillAllowed = stillAllowed;
    this.watch =
        heartbeats
            .clock()
            .scheduleAtFixedRate(
                () -> {
                  if (asking.compareAndSet(false, true)) {
                    heartbeats.checks().execute(this::ask);
                  }
                },
                CHECK_SECONDS,
                CHECK_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  public void citations(List<Citation> citations) {
    // Part of the object.
  }

  @Override
  public void delta(String text) {
    // Part of the object.
  }

  @Override
  public void done(ChatAnswer answer) {
    watch.cancel(false);
    try {
      response.resume(rendering.apply(answer));
    } catch (RuntimeException e) {
      // Nobody else would end the request.
      failed(e);
    }
  }

  @Override
  public void problem(Problem problem) {
    watch.cancel(false);
    response.resume(failing.apply(problem));
  }

  /** On the model's threads there is no request for an exception mapper to ask. */
  public static Response rendered(Problem problem, String requestId) {
    Response.ResponseBuilder rendered =
        Response.status(problem.type().status())
            .type(ProblemBody.MEDIA_TYPE)
            .entity(ProblemBody.of(problem, requestId));
    ProblemBody.headers(problem).forEach(rendered::header);
    return rendered.build();
  }

  /** An exception that the server's own mapper is to render. */
  public void failed(RuntimeException failure) {
    watch.cancel(false);
    response.resume(failure);
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
    } else {
      response.register((ConnectionCallback) disconnected -> leave());
    }
  }

  private void ask() {
    try {
      // First the model: what it says now is for nobody.
      if (!stillAllowed.getAsBoolean() && leave()) {
        problem(
            new Problem(
                ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked."));
      }
    } catch (Problem e) {
      // It cannot be told now; it is asked again.
      LOG.log(Level.DEBUG, e.detail());
    } finally {
      asking.set(false);
    }
  }

  /** Whether that is news. */
  private boolean leave() {
    Runnable stopAnswer;
    synchronized (this) {
      if (gone) {
        return false;
      }
      gone = true;
      stopAnswer = stop;
    }
    watch.cancel(false);
    stopAnswer.run();
    return true;
  }
}
