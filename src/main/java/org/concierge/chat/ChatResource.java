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
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.stream.AnswerForm;
import org.concierge.tenant.Tenant.Endpoint;

/** Questions and answers; streamed if the caller accepts {@code text/event-stream}. */
@Path("chat")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {
  private Asking asking;

  public ChatResource() {}

  @Inject
  public ChatResource(Asking asking) {
    this.asking = asking;
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.CHAT)
  public void answer(ChatRequest request, @Suspended AsyncResponse response) {
    asking.whole(() -> asking.asked(request), response, answer -> answer);
  }

  @POST
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Requires(Scope.CHAT)
  public void stream(ChatRequest request, @Context SseEventSink sink, @Context Sse sse) {
    asking.streamed(asking.asked(request), sink, sse, AnswerForm.CHAT);
  }
}
