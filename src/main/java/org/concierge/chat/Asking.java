package org.concierge.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.conversation.ChatAnswer;
import org.concierge.problem.Bodies;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.stream.AnswerForm;
import org.concierge.stream.AnswerSink;
import org.concierge.stream.Heartbeats;
import org.concierge.stream.JsonAnswer;
import org.concierge.stream.SseAnswer;
import org.concierge.tenant.Allowance.ChatAuth;
import org.concierge.tenant.Tenant;
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

  /**
   * Whom an answer is for.
   *
   * @param standing whether they may still read it; asked now and then, on another thread
   */
  public record Behalf(Tenant tenant, Principal principal, BooleanSupplier standing) {}

  private record Whole(
      AsyncResponse response, Function<ChatAnswer, ?> rendering, Function<Problem, ?> failing) {}

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

  /**
   * The question of the chat API: people come by the chat page, programs as they like.
   *
   * @throws Problem BAD_REQUEST if there is no body
   */
  Asked asked(ChatRequest request) {
    boolean person = caller.find().flatMap(Principal::person).isPresent();
    return Asked.of(Bodies.present(request)).by(person ? "app" : "api");
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
    whole(caller(), asked, new Whole(response, rendering, failing));
  }

  /** As above, for somebody who has no credential of the API. */
  public void whole(
      Behalf behalf,
      Supplier<Asked> asked,
      AsyncResponse response,
      Function<ChatAnswer, ?> rendering) {
    String id = requestId.value();
    whole(
        behalf, asked, new Whole(response, rendering, problem -> JsonAnswer.rendered(problem, id)));
  }

  private void whole(Behalf behalf, Supplier<Asked> asked, Whole whole) {
    JsonAnswer answer =
        new JsonAnswer(
            whole.response(), whole.rendering(), whole.failing(), heartbeats, behalf.standing());
    try {
      Asked question = guided(behalf, asked.get());
      answer(behalf, question, answer, begin(behalf, question));
    } catch (RuntimeException e) {
      if (e instanceof Problem problem && problem.type() == ProblemType.NOT_FOUND) {
        // Whom there is not to ask is told in the form of the door that was knocked at.
        answer.problem(problem);
      } else {
        answer.failed(e);
      }
    }
  }

  /**
   * Sends the answer while it is written.
   *
   * @throws Problem BAD_REQUEST, NOT_FOUND or TOO_MANY_REQUESTS before the stream begins
   */
  public void streamed(Asked asked, SseEventSink sink, Sse sse, AnswerForm form) {
    streamed(caller(), asked, sink, sse, form);
  }

  /** As above, for somebody who has no credential of the API. */
  public void streamed(Behalf behalf, Asked asked, SseEventSink sink, Sse sse, AnswerForm form) {
    Asked question = guided(behalf, asked);
    Running running = begin(behalf, question);
    SseAnswer answer =
        new SseAnswer(sink, sse, requestId.value(), heartbeats, behalf.standing(), form);
    try {
      answer(behalf, question, answer, running);
    } catch (Problem problem) {
      answer.problem(problem);
    } catch (RuntimeException e) {
      // Nobody else would close the stream.
      LOG.log(Level.ERROR, "request " + requestId.value(), e);
      answer.problem(new Problem(ProblemType.INTERNAL, "Something went wrong on our side.", e));
    }
  }

  private Behalf caller() {
    Principal principal = caller.get();
    if (tenant.tenant().allowance().chatAuth() == ChatAuth.USER && principal.person().isEmpty()) {
      throw new Problem(
          ProblemType.FORBIDDEN, "This tenant answers people who have signed in, not keys.");
    }
    return new Behalf(tenant.tenant(), principal, () -> standing.holds(principal));
  }

  private Asked guided(Behalf behalf, Asked asked) {
    asked.request().check();
    return answering.guided(behalf.tenant(), behalf.principal(), asked);
  }

  private Running begin(Behalf behalf, Asked asked) {
    return answering.begin(behalf.tenant(), asked);
  }

  private void answer(Behalf behalf, Asked asked, AnswerSink sink, Running running) {
    Caller asker = Caller.of(behalf.principal(), requestId);
    answering.answer(behalf.tenant(), behalf.principal(), asker, asked, sink, running);
  }
}
