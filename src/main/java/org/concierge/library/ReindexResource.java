package org.concierge.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.document.EmbeddingIndex;
import org.concierge.ingestion.Indexing;
import org.concierge.tenant.TenantContext;

/** A tenant's indexes: the one that answers, the one that is built, the way back. */
@Path("documents/reindex")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
public class ReindexResource {
  private Indexing indexing;
  private TenantContext tenant;
  private RequestAudit audit;

  public ReindexResource() {}

  @Inject
  public ReindexResource(Indexing indexing, TenantContext tenant, RequestAudit audit) {
    this.indexing = indexing;
    this.tenant = tenant;
    this.audit = audit;
  }

  /**
   * An index on the wire.
   *
   * @param documents how many it holds
   * @param total how many it must hold before it answers
   * @param reason why it does not get on; empty if it does
   */
  public record IndexView(
      UUID id,
      String provider,
      String model,
      int dimensions,
      EmbeddingIndex.State state,
      long documents,
      long total,
      String reason,
      Instant createdAt,
      Instant activatedAt) {
    static IndexView of(EmbeddingIndex index) {
      return new IndexView(
          index.id(),
          index.local() ? "local" : "openai",
          index.model(),
          index.dimensions(),
          index.state(),
          index.documents(),
          index.of(),
          index.reason(),
          index.createdAt(),
          index.activatedAt());
    }
  }

  /** Newest first, all of them. */
  public record IndexList(List<IndexView> items, String nextCursor) {}

  @GET
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public IndexList list() {
    IndexList list =
        new IndexList(indexing.all(tenant.id()).stream().map(IndexView::of).toList(), null);
    audit.later("index.listed", "", list.items().size());
    return list;
  }

  /** Reads all documents again; the present index answers until the new one is complete. */
  @POST
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Response rebuild() {
    indexing.rebuild(tenant.tenant());
    audit.record("index.rebuilt", "", Map.of());
    return Response.accepted(list()).build();
  }

  /** Lets the former index answer again. */
  @POST
  @Path("back")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Response back() {
    indexing.goBack(tenant.tenant());
    audit.record("index.restored", "", Map.of());
    return Response.accepted(list()).build();
  }
}
