package org.concierge.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;
import java.util.function.Supplier;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.conversation.ChatAnswer;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.stream.AnswerForm;
import org.concierge.stream.AnswerSink;
import org.concierge.stream.Heartbeats;
import org.concierge.stream.JsonAnswer;
import org.concierge.stream.SseAnswer;
import org.concierge.tenant.TenantContext;
import org.concierge.usage.Turns.Running;

/**
 * Answers the question of the current request, in whatever form its endpoint has. An answer ends
 * with the credential of the one who asked.
 */
@RequestScoped
public class Asking {
  private static final Logger LOG = System.getLogger(Asking.class.getName());

  private Answering answering;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private RequestId requestId;
  private Heartbeats heartbeats;
  private Principal.Standing standing;

  public Asking() {}

  @Inject
  public Asking(
      Answering answering,
      TenantContext tenant,
      CurrentPrincipal caller,
      RequestId requestId,
      Heartbeats heartbeats,
      Principal.Standing standing) {
    this.answering = answering;
    this.tenant = tenant;
    this.caller = caller;
    this.requestId = requestId;
    this.heartbeats = heartbeats;
    this.standing = standing;
  }

  /** The id of the current request. */
  public String requestId() {
    return requestId.value();
  }

  /** Sends the answer when it is complete; a failure as problem+json. */
  public void whole(
      Supplier<Asked> asked, AsyncResponse response, Function<ChatAnswer, ?> rendering) {
    String id = requestId.value();
    whole(asked, response, rendering, problem -> JsonAnswer.rendered(problem, id));
  }

  /**
   * @param rendering makes of an answer what is sent
   * @param failing makes of a problem what is sent
   */
  public void whole(
      Supplier<Asked> asked,
      AsyncResponse response,
      Function<ChatAnswer, ?> rendering,
      Function<Problem, ?> failing) {
    Principal principal = caller.get();
    JsonAnswer answer =
        new JsonAnswer(response, rendering, failing, heartbeats, () -> standing.holds(principal));
    try {
      Asked question = asked.get();
      answer(question, answer, begin(question));
    } catch (RuntimeException e) {
      answer.failed(e);
    }
  }

  /**
   * Sends the answer while it is written.
   *
   * @throws Problem BAD_REQUEST or TOO_MANY_REQUESTS before the stream begins
   */
  public void streamed(Asked asked, SseEventSink sink, Sse sse, AnswerForm form) {
    Running running = begin(asked);
    Principal principal = caller.get();
    SseAnswer answer =
        new SseAnswer(
            sink, sse, requestId.value(), heartbeats, () -> standing.holds(principal), form);
    try {
      answer(asked, answer, running);
    } catch (Problem problem) {
      answer.problem(problem);
    } catch (RuntimeException e) {
      // Nobody else would close the stream.
      LOG.log(Level.ERROR, "request " + requestId.value(), e);
      answer.problem(new Problem(ProblemType.INTERNAL, "Something went wrong on our side.", e));
    }
  }

  private Running begin(Asked asked) {
    asked.request().check();
    return answering.begin(tenant.tenant(), asked);
  }

  private void answer(Asked asked, AnswerSink sink, Running running) {
    answering.answer(
        tenant.tenant(), caller.get(), Caller.of(caller.get(), requestId), asked, sink, running);
  }

  /**
   * @throws Problem BAD_REQUEST if there is no body
   */
  public static <T> T present(T body) {
    if (body == null) {
      throw Problem.badRequest("The body is missing.");
    }
    return body;
  }
}
