package org.concierge.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.content.Suspicion;
import org.concierge.document.DocumentStatus;
import org.concierge.tenant.TenantContext;

/** Documents that wait for an administrator's judgement. */
@Path("documents")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
public class HeldDocumentsResource {
  private Reviewing reviewing;
  private TenantContext tenant;
  private RequestAudit audit;

  public HeldDocumentsResource() {}

  @Inject
  public HeldDocumentsResource(Reviewing reviewing, TenantContext tenant, RequestAudit audit) {
    this.reviewing = reviewing;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** In reading order; all on one page. */
  public record SuspicionList(List<Suspicion> items, String nextCursor) {}

  /** Why it is rejected, for whoever uploaded it. */
  public record Rejection(String tenantId, String reason) implements TenantSelecting {}

  /** What became of it. */
  public record Judged(UUID id, DocumentStatus status, String reason) {}

  @GET
  @Path("{id}/suspicions")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public SuspicionList suspicions(@PathParam("id") String id) {
    UUID document = DocumentsResource.parsed(id);
    List<Suspicion> found = reviewing.suspicions(tenant.id(), document);
    audit.later("document.read", document.toString(), found.size());
    return new SuspicionList(found, null);
  }

  @POST
  @Path("{id}/release")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Response release(@PathParam("id") String id) {
    DocumentView released =
        DocumentView.of(reviewing.release(audit.caller(), DocumentsResource.parsed(id)));
    return Response.accepted(new Judged(released.id(), released.status(), "")).build();
  }

  @POST
  @Path("{id}/reject")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Judged reject(@PathParam("id") String id, Rejection rejection) {
    String reason = rejection == null ? null : rejection.reason();
    DocumentView rejected =
        DocumentView.of(reviewing.reject(audit.caller(), DocumentsResource.parsed(id), reason));
    return new Judged(rejected.id(), rejected.status(), rejected.reason());
  }
}
