package org.concierge.review;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.persistence.Page;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.review.Shortfalls.Reason;
import org.concierge.review.Shortfalls.ShortfallList;
import org.concierge.tenant.Tenant.Endpoint;

/** Questions without a good answer, as a list of what is to be done. */
@Path("admin/unanswered")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.AUDIT)
public class ShortfallsResource {
  private Shortfalls shortfalls;
  private RequestAudit caller;

  public ShortfallsResource() {}

  @Inject
  public ShortfallsResource(Shortfalls shortfalls, RequestAudit caller) {
    this.shortfalls = shortfalls;
    this.caller = caller;
  }

  /**
   * Whether it was seen to, and by whom it is to be; what is null stays as it is.
   *
   * @param assignee the id of a user, {@code owner} for that of the document that fits best, or ""
   */
  public record Mark(String tenantId, Boolean done, String assignee) implements TenantSelecting {}

  @GET
  public ShortfallList list(
      @QueryParam("done") @DefaultValue("false") boolean done,
      @QueryParam("reason") String reason,
      @QueryParam("assignee") String assignee,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    Caller by = caller.caller();
    return shortfalls.list(
        by,
        done,
        Reason.parse(reason),
        assignee(by, assignee),
        Page.parse(limit, cursor, by.tenant()));
  }

  private static Optional<UUID> assignee(Caller by, String wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(wanted.equals("me") ? by.id() : user(wanted));
  }

  private static UUID user(String id) {
    try {
      return Ids.parse(id, "user");
    } catch (Problem problem) {
      throw Problem.badRequest("\"assignee\" must be the id of a user.");
    }
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Mark mark(@PathParam("id") String id, Mark body) {
    Mark wanted = Bodies.present(body);
    if (wanted.done() == null && wanted.assignee() == null) {
      throw Problem.badRequest("\"done\" must be true or false, or \"assignee\" given.");
    }
    UUID turn = Ids.parse(id, "question");
    if (wanted.assignee() != null) {
      assign(turn, wanted.assignee());
    }
    if (wanted.done() != null) {
      shortfalls.mark(caller.caller(), turn, wanted.done());
    }
    return wanted;
  }

  private void assign(UUID turn, String assignee) {
    if (!assignee.equals("owner")) {
      Optional<UUID> to = assignee.isEmpty() ? Optional.empty() : Optional.of(user(assignee));
      shortfalls.assign(caller.caller(), turn, to);
    } else if (!shortfalls.assignToOwner(caller.caller(), turn)) {
      throw new Problem(
          ProblemType.CONFLICT, "No document was found for the question whose owner can sign in.");
    }
  }
}
