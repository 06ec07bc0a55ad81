package org.concierge.conversation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant.Endpoint;

/** What the one who asked thinks of an answer. */
@Path("turns/{id}/feedback")
@RequestScoped
@TenantBound(Endpoint.CHAT)
public class FeedbackResource {
  private ConversationRepository conversations;
  private CurrentPrincipal caller;

  public FeedbackResource() {}

  @Inject
  public FeedbackResource(ConversationRepository conversations, CurrentPrincipal caller) {
    this.conversations = conversations;
    this.caller = caller;
  }

  /** Body of the request; only {@code rating} is required. */
  public record FeedbackRequest(String tenantId, Integer rating, String reason, String comment)
      implements TenantSelecting {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.CHAT)
  public Feedback rate(@PathParam("id") String id, FeedbackRequest request) {
    if (request == null) {
      throw Problem.badRequest("The body is missing.");
    }
    Feedback feedback = new Feedback(request.rating(), request.reason(), request.comment());
    feedback.check();
    if (!conversations.rate(caller.get(), Ids.parse(id, "turn"), feedback)) {
      throw Problem.notFound("turn");
    }
    return feedback;
  }
}
