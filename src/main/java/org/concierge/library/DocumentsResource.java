package org.concierge.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.Document;
import org.concierge.document.DocumentCursor;
import org.concierge.document.DocumentQuery;
import org.concierge.document.DocumentRepository;
import org.concierge.document.DocumentStatus;
import org.concierge.index.ChunkRepository.Chunk;
import org.concierge.ingestion.QueuePlace;
import org.concierge.persistence.Page;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantId;

/** A tenant's documents: list, look, describe, read again, delete. */
@Path("documents")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
public class DocumentsResource {
  /** As many as a page of the longest list shows. */
  private static final int MAX_IDS = 200;

  private Library library;
  private DocumentWork work;
  private EntityManager entities;
  private TenantContext tenant;
  private RequestAudit audit;

  public DocumentsResource() {}

  @Inject
  public DocumentsResource(
      Library library,
      DocumentWork work,
      EntityManager entities,
      TenantContext tenant,
      RequestAudit audit) {
    this.library = library;
    this.work = work;
    this.entities = entities;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** One page; no cursor on the last one. */
  public record DocumentList(List<DocumentView> items, String nextCursor) {
    /** Of what was found for the query, which is one more if another page follows. */
    public static DocumentList of(
        List<Document> found, DocumentQuery query, TenantId tenant, Map<UUID, QueuePlace> places) {
      boolean more = found.size() > query.limit();
      List<Document> shown = more ? found.subList(0, query.limit()) : found;
      return new DocumentList(
          shown.stream().map(each -> DocumentView.of(each, places.get(each.id()))).toList(),
          more
              ? DocumentCursor.behind(shown.get(shown.size() - 1), query.order())
                  .text(tenant, query.order())
              : null);
    }
  }

  /** One page of a document's chunks; no cursor on the last one. */
  public record ChunkList(List<Chunk> items, String nextCursor) {}

  /** What may be changed; what is absent stays. */
  public record Description(
      String tenantId,
      String title,
      List<String> tags,
      List<String> readers,
      Map<String, String> metadata,
      String collection,
      String owner,
      String reviewAt)
      implements TenantSelecting {
    DocumentChange change() {
      return new DocumentChange(title, tags, readers, metadata, collection, owner, reviewAt);
    }
  }

  /** How many documents there are in each status; those that nobody works on wait. */
  public record Counts(
      long received, long processing, long ready, long failed, long held, long cancelled) {
    public static Counts of(Map<DocumentStatus, Long> counts) {
      return new Counts(
          counts.getOrDefault(DocumentStatus.RECEIVED, 0L),
          counts.getOrDefault(DocumentStatus.PROCESSING, 0L),
          counts.getOrDefault(DocumentStatus.READY, 0L),
          counts.getOrDefault(DocumentStatus.FAILED, 0L),
          counts.getOrDefault(DocumentStatus.HELD, 0L),
          counts.getOrDefault(DocumentStatus.CANCELLED, 0L));
    }

    public long count(DocumentStatus status) {
      return switch (status) {
        case RECEIVED -> received;
        case PROCESSING -> processing;
        case READY -> ready;
        case FAILED -> failed;
        case HELD -> held;
        case CANCELLED -> cancelled;
      };
    }
  }

  /** How far a document is. */
  public record Progress(
      UUID id,
      DocumentStatus status,
      double progress,
      String stage,
      String reason,
      Integer queuePosition,
      Long etaSeconds) {
    static Progress of(Document document, QueuePlace place) {
      DocumentView view = DocumentView.of(document, place);
      return new Progress(
          view.id(),
          view.status(),
          view.progress(),
          view.stage(),
          view.reason(),
          view.queuePosition(),
          view.etaSeconds());
    }
  }

  /** Of some documents, and of all. */
  public record Progresses(List<Progress> items, Counts counts) {}

  @GET
  @Requires(Scope.DOCUMENTS_READ)
  public DocumentList list(@Context UriInfo address) {
    DocumentQuery query =
        new DocumentListing(address.getQueryParameters()::getFirst)
            .query(tenant.id(), library.collecting());
    List<Document> found = DocumentRepository.page(entities, tenant.id(), query);
    DocumentList page =
        DocumentList.of(found, query, tenant.id(), library.places(tenant.id(), found));
    audit.later("document.listed", "", page.items().size());
    return page;
  }

  /** The first page, for pages that show it beside other things. */
  public static DocumentList newest(EntityManager entities, TenantId tenant) {
    DocumentQuery query = DocumentQuery.newest(Page.limit(null));
    return DocumentList.of(
        DocumentRepository.page(entities, tenant, query), query, tenant, Map.of());
  }

  /** Those that the caller may read. */
  @GET
  @Path("counts")
  @Requires(Scope.DOCUMENTS_READ)
  public Counts counts() {
    return Counts.of(library.counts(tenant.id()));
  }

  /** How far documents are, for a page that shows them; those that are gone are left out. */
  @GET
  @Path("progress")
  @Requires(Scope.DOCUMENTS_READ)
  public Progresses progress(@QueryParam("ids") String ids) {
    List<UUID> wanted =
        Stream.of((ids == null ? "" : ids).split(","))
            .filter(id -> !id.isBlank())
            .limit(MAX_IDS)
            .map(DocumentsResource::parsed)
            .toList();
    List<Document> found = library.find(tenant.id(), wanted);
    Map<UUID, QueuePlace> places = library.places(tenant.id(), found);
    return new Progresses(
        found.stream().map(each -> Progress.of(each, places.get(each.id()))).toList(), counts());
  }

  @GET
  @Path("{id}")
  @Requires(Scope.DOCUMENTS_READ)
  public DocumentView get(@PathParam("id") String id) {
    Document document = library.get(tenant.id(), parsed(id));
    audit.later("document.read", document.id().toString(), 1);
    return view(document);
  }

  @GET
  @Path("{id}/chunks")
  @Requires(Scope.DOCUMENTS_READ)
  public ChunkList chunks(
      @PathParam("id") String id,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    int from = cursor == null ? 0 : chunkIndex(cursor);
    int wanted = Page.limit(limit);
    List<Chunk> found = library.chunks(tenant.id(), parsed(id), from, wanted + 1);
    boolean more = found.size() > wanted;
    audit.later("document.read", parsed(id).toString(), Math.min(found.size(), wanted));
    return new ChunkList(
        more ? found.subList(0, wanted) : found,
        more ? String.valueOf(found.get(wanted).index()) : null);
  }

  /** The original, to be kept or opened outside this site: never shown as a page of ours. */
  @GET
  @Path("{id}/content")
  @Produces(MediaType.WILDCARD)
  @Requires(Scope.DOCUMENTS_READ)
  public Response content(@PathParam("id") String id) {
    Document document = library.get(tenant.id(), parsed(id));
    String name =
        java.net.URLEncoder.encode(document.filename(), StandardCharsets.UTF_8).replace("+", "%20");
    java.nio.file.Path original = library.original(tenant.id(), document);
    audit.later("document.downloaded", document.id().toString(), 1);
    return Response.ok(original.toFile())
        .type(document.mediaType())
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cache-Control", "private, no-store")
        .build();
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public DocumentView describe(@PathParam("id") String id, Description description) {
    Bodies.present(description);
    return DocumentView.of(work.change(audit.caller(), parsed(id), description.change()));
  }

  @POST
  @Path("{id}/reindex")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Response reindex(@PathParam("id") String id) {
    Document document = work.reindex(audit.caller(), parsed(id));
    return Response.accepted(view(document)).build();
  }

  private DocumentView view(Document document) {
    return DocumentView.of(
        document, library.places(tenant.id(), List.of(document)).get(document.id()));
  }

  @DELETE
  @Path("{id}")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public void delete(@PathParam("id") String id) {
    work.delete(audit.caller(), parsed(id));
  }

  static UUID parsed(String id) {
    return Ids.parse(id, "document");
  }

  private static int chunkIndex(String cursor) {
    try {
      int index = Integer.parseInt(cursor);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      // Answered below, as an index that there cannot be is.
    }
    throw Problem.badRequest("The cursor is not one of this list.");
  }
}
