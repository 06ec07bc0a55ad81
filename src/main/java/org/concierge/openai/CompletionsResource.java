package org.concierge.openai;

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
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.chat.Asking;
import org.concierge.problem.Bodies;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** Questions and answers for clients of the OpenAI API. */
@Path("v1/chat/completions")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Consumes(MediaType.APPLICATION_JSON)
public class CompletionsResource {
  private Asking asking;
  private TenantContext tenant;
  private Installation installation;

  public CompletionsResource() {}

  @Inject
  public CompletionsResource(Asking asking, TenantContext tenant, Installation installation) {
    this.asking = asking;
    this.tenant = tenant;
    this.installation = installation;
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.CHAT)
  public void complete(CompletionRequest request, @Suspended AsyncResponse response) {
    // Now: the answer is rendered on a thread that has no request.
    String url = installation.publicUrl();
    String id = id();
    asking.whole(
        () -> checked(request).asked(),
        response,
        answer -> Completion.of(id, now(), request.calledModel(answer.model()), answer, url));
  }

  @POST
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Requires(Scope.CHAT)
  public void stream(CompletionRequest request, @Context SseEventSink sink, @Context Sse sse) {
    CompletionForm form =
        new CompletionForm(
            id(),
            now(),
            checked(request).calledModel(tenant.tenant().model().model()),
            request.includesUsage(),
            installation.publicUrl());
    asking.streamed(request.asked(), sink, sse, form);
  }

  private String id() {
    return "chatcmpl-" + asking.requestId();
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private static CompletionRequest checked(CompletionRequest request) {
    return Bodies.present(request);
  }
}
