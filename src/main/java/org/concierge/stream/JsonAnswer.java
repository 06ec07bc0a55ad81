package org.concierge.stream;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ConnectionCallback;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;

/**
 * An answer as one JSON object, sent when it is complete. While it is waited for it is asked now
 * and then whether the reader's credential still holds: an answer ends with it.
 */
public final class JsonAnswer implements AnswerSink {
  private final AsyncResponse response;
  private final Function<ChatAnswer, ?> rendering;
  private final Function<Problem, ?> failing;
  private final Watch watch;

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
    this.watch = new Watch(heartbeats, stillAllowed, this::problem, this::beat);
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
    watch.end();
    try {
      response.resume(rendering.apply(answer));
    } catch (RuntimeException e) {
      // Nobody else would end the request.
      failed(e);
    }
  }

  @Override
  public void problem(Problem problem) {
    watch.end();
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
    watch.end();
    response.resume(failure);
  }

  @Override
  public void onGone(Runnable stopAnswer) {
    if (watch.onGone(stopAnswer)) {
      response.register((ConnectionCallback) disconnected -> watch.leave());
    }
  }

  private void beat() {
    watch.check();
  }
}
