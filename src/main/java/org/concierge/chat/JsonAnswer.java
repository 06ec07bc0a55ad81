package org.concierge.chat;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ConnectionCallback;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;

/** An answer as one JSON object, sent when it is complete. */
final class JsonAnswer implements AnswerSink {
  private final AsyncResponse response;
  private final String requestId;

  JsonAnswer(AsyncResponse response, String requestId) {
    this.response = response;
    this.requestId = requestId;
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
    response.resume(answer);
  }

  @Override
  public void problem(Problem problem) {
    // Rendered here: on the model's threads there is no request for an exception mapper to ask.
    Response.ResponseBuilder rendered =
        Response.status(problem.type().status())
            .type(ProblemBody.MEDIA_TYPE)
            .entity(ProblemBody.of(problem, requestId));
    ProblemBody.headers(problem).forEach(rendered::header);
    response.resume(rendered.build());
  }

  @Override
  public void onGone(Runnable stop) {
    response.register((ConnectionCallback) disconnected -> stop.run());
  }
}
