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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.document.Document;
import org.concierge.index.EmbeddingIndex;
import org.concierge.ingestion.Indexing;
import org.concierge.ingestion.QueuePlace;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantContext;

/**
 * The work on a tenant's documents: its end before time, their versions, and the tenant's indexes:
 * the one that answers, the one that is built, the way back.
 */
@Path("documents")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
public class ProcessingResource {
  private Library library;
  private Indexing indexing;
  private TenantContext tenant;
  private RequestAudit audit;

  public ProcessingResource() {}

  @Inject
  public ProcessingResource(
      Library library, Indexing indexing, TenantContext tenant, RequestAudit audit) {
    this.library = library;
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

  /** Newest first, all of them. */
  public record VersionList(List<DocumentView> items, String nextCursor) {}

  /** The document whose next version this one is. */
  public record Replacement(String tenantId, String replaces) implements TenantSelecting {}

  @POST
  @Path("{id}/cancel")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public DocumentView cancel(@PathParam("id") String id) {
    Document document = library.cancel(tenant.id(), DocumentsResource.parsed(id));
    audit.record("document.cancelled", document.id().toString(), Map.of());
    return DocumentView.of(document);
  }

  /** The document itself included. */
  @GET
  @Path("{id}/versions")
  @Requires(Scope.DOCUMENTS_READ)
  public VersionList versions(@PathParam("id") String id) {
    UUID document = DocumentsResource.parsed(id);
    List<Document> versions = library.versions().of(tenant.id(), document);
    Map<UUID, QueuePlace> places = library.places(tenant.id(), versions);
    audit.later("document.read", document.toString(), versions.size());
    return new VersionList(
        versions.stream().map(each -> DocumentView.of(each, places.get(each.id()))).toList(), null);
  }

  /** Makes the document the next version of another one. */
  @POST
  @Path("{id}/versions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public DocumentView replace(@PathParam("id") String id, Replacement replacement) {
    if (replacement == null || replacement.replaces() == null) {
      throw Problem.badRequest("\"replaces\" must be the id of a document.");
    }
    Document document =
        library
            .versions()
            .replace(
                tenant.id(),
                DocumentsResource.parsed(id),
                DocumentsResource.parsed(replacement.replaces()));
    audit.record(
        "document.changed", document.id().toString(), Map.of("replaces", replacement.replaces()));
    return DocumentView.of(document);
  }

  @GET
  @Path("reindex")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public IndexList list() {
    IndexList list =
        new IndexList(indexing.all(tenant.id()).stream().map(IndexView::of).toList(), null);
    audit.later("index.listed", "", list.items().size());
    return list;
  }

  /** Reads all documents again; the present index answers until the new one is complete. */
  @POST
  @Path("reindex")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Response rebuild() {
    indexing.rebuild(tenant.tenant());
    audit.record("index.rebuilt", "", Map.of());
    return Response.accepted(list()).build();
  }

  /** Lets the former index answer again. */
  @POST
  @Path("reindex/back")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Response back() {
    indexing.goBack(tenant.tenant());
    audit.record("index.restored", "", Map.of());
    return Response.accepted(list()).build();
  }
}
