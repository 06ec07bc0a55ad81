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

  /** Whether it was seen to. */
  public record Mark(String tenantId, Boolean done) implements TenantSelecting {}

  @GET
  public ShortfallList list(
      @QueryParam("done") @DefaultValue("false") boolean done,
      @QueryParam("reason") String reason,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    Caller by = caller.caller();
    return shortfalls.list(by, done, Reason.parse(reason), Page.parse(limit, cursor, by.tenant()));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Mark mark(@PathParam("id") String id, Mark body) {
    Mark wanted = Bodies.present(body);
    if (wanted.done() == null) {
      throw Problem.badRequest("\"done\" must be true or false.");
    }
    shortfalls.mark(caller.caller(), Ids.parse(id, "question"), wanted.done());
    return wanted;
  }
}
