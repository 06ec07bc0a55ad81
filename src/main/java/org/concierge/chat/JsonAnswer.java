package org.concierge.chat;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ConnectionCallback;
import java.util.List;
import org.concierge.problem.Problem;

/** An answer as one JSON object, sent when it is complete. */
final class JsonAnswer implements AnswerSink {
  private final AsyncResponse response;

  JsonAnswer(AsyncResponse response) {
    this.response = response;
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
    response.resume(problem);
  }

  @Override
  public void onGone(Runnable stop) {
    response.register((ConnectionCallback) disconnected -> stop.run());
  }
}
