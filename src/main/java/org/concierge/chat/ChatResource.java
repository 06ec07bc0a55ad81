package org.concierge.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** Questions and answers; streamed if the caller accepts {@code text/event-stream}. */
@Path("chat")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {
  private static final Logger LOG = System.getLogger(ChatResource.class.getName());

  private Answering answering;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private RequestId requestId;
  private Heartbeats heartbeats;
  private Principal.Standing standing;

  public ChatResource() {}

  @Inject
  public ChatResource(
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

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.CHAT)
  public void answer(ChatRequest request, @Suspended AsyncResponse response) {
    Principal principal = caller.get();
    String id = requestId.value();
    JsonAnswer answer =
        new JsonAnswer(
            response,
            problem -> JsonAnswer.rendered(problem, id),
            heartbeats.clock(),
            heartbeats.checks(),
            () -> standing.holds(principal));
    try {
      answering.answer(tenant.tenant(), principal, asker(), checked(request), answer);
    } catch (RuntimeException e) {
      answer.failed(e);
    }
  }

  @POST
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Requires(Scope.CHAT)
  public void stream(ChatRequest request, @Context SseEventSink sink, @Context Sse sse) {
    ChatRequest valid = checked(request);
    valid.check();
    Principal principal = caller.get();
    SseAnswer answer =
        new SseAnswer(
            sink,
            sse,
            requestId.value(),
            heartbeats.clock(),
            heartbeats.checks(),
            () -> standing.holds(principal));
    try {
      answering.answer(tenant.tenant(), principal, asker(), valid, answer);
    } catch (Problem problem) {
      answer.problem(problem);
    } catch (RuntimeException e) {
      // Nobody else would close the stream.
      LOG.log(Level.ERROR, "request " + requestId.value(), e);
      answer.problem(new Problem(ProblemType.INTERNAL, "Something went wrong on our side.", e));
    }
  }

  private Caller asker() {
    return Caller.of(caller.get(), requestId);
  }

  private static ChatRequest checked(ChatRequest request) {
    if (request == null) {
      throw Problem.badRequest("The body is missing.");
    }
    return request;
  }
}
