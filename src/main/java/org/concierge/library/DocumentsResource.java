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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.document.ChunkRepository.Chunk;
import org.concierge.document.Document;
import org.concierge.document.DocumentQuery;
import org.concierge.document.DocumentRepository;
import org.concierge.document.DocumentStatus;
import org.concierge.ingestion.QueuePlace;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantId;

/** A tenant's documents: list, look, describe, read again, delete. */
@Path("documents")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
public class DocumentsResource {
  private Library library;
  private EntityManager entities;
  private TenantContext tenant;
  private RequestAudit audit;

  public DocumentsResource() {}

  @Inject
  public DocumentsResource(
      Library library, EntityManager entities, TenantContext tenant, RequestAudit audit) {
    this.library = library;
    this.entities = entities;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** One page; no cursor on the last one. */
  public record DocumentList(List<DocumentView> items, String nextCursor) {}

  /** One page of a document's chunks; no cursor on the last one. */
  public record ChunkList(List<Chunk> items, String nextCursor) {}

  /**
   * What may be changed; what is absent stays.
   *
   * @param replaces the document whose next version this one is
   */
  public record Description(
      String tenantId, String title, List<String> tags, List<String> readers, String replaces)
      implements TenantSelecting {}

  @GET
  @Requires(Scope.DOCUMENTS_READ)
  public DocumentList list(
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor,
      @QueryParam("status") String status,
      @QueryParam("type") String type,
      @QueryParam("q") String text) {
    DocumentList page =
        page(
            entities,
            library,
            tenant.id(),
            new DocumentQuery(Page.parse(limit, cursor, tenant.id()), status(status), type, text));
    audit.later("document.listed", "", page.items().size());
    return page;
  }

  /** The first page, for pages that show it beside other things. */
  public static DocumentList newest(EntityManager entities, TenantId tenant) {
    return page(entities, null, tenant, new DocumentQuery(Page.FIRST, null, null, null));
  }

  private static DocumentList page(
      EntityManager entities, Library library, TenantId tenant, DocumentQuery query) {
    List<Document> found = DocumentRepository.page(entities, query);
    List<Document> shown = query.page().shown(found);
    Map<UUID, QueuePlace> places = library == null ? Map.of() : library.places(tenant, shown);
    return new DocumentList(
        shown.stream().map(document -> of(document, places)).toList(),
        query.page().next(found, last -> new Cursor(last.createdAt(), last.id()), tenant));
  }

  private static DocumentView of(Document document, Map<UUID, QueuePlace> places) {
    return DocumentView.of(document, places.get(document.id()));
  }

  private DocumentView view(Document document) {
    return of(document, library.places(tenant.id(), List.of(document)));
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
    if (description == null) {
      throw Problem.badRequest("The body is missing.");
    }
    Document document =
        library.describe(
            tenant.id(),
            parsed(id),
            description.title(),
            description.tags(),
            description.readers());
    if (description.replaces() != null) {
      document =
          library.versions().replace(tenant.id(), document.id(), parsed(description.replaces()));
    }
    // Who may read it from now on is what an auditor asks for; titles and tags are content.
    audit.record(
        "document.changed",
        document.id().toString(),
        description.readers() == null
            ? Map.of()
            : Map.of("readers", String.join(" ", document.readers())));
    return DocumentView.of(document);
  }

  @POST
  @Path("{id}/reindex")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Response reindex(@PathParam("id") String id) {
    Document document = library.reindex(tenant.id(), parsed(id));
    audit.record("document.reindexed", document.id().toString(), Map.of());
    return Response.accepted(view(document)).build();
  }

  @POST
  @Path("{id}/cancel")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public DocumentView cancel(@PathParam("id") String id) {
    Document document = library.cancel(tenant.id(), parsed(id));
    audit.record("document.cancelled", document.id().toString(), Map.of());
    return DocumentView.of(document);
  }

  /** Newest first, the document itself included. */
  @GET
  @Path("{id}/versions")
  @Requires(Scope.DOCUMENTS_READ)
  public DocumentList versions(@PathParam("id") String id) {
    List<Document> versions = library.versions().of(tenant.id(), parsed(id));
    Map<UUID, QueuePlace> places = library.places(tenant.id(), versions);
    audit.later("document.read", parsed(id).toString(), versions.size());
    return new DocumentList(versions.stream().map(each -> of(each, places)).toList(), null);
  }

  @DELETE
  @Path("{id}")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public void delete(@PathParam("id") String id) {
    UUID document = parsed(id);
    library.delete(tenant.id(), document);
    audit.record("document.deleted", document.toString(), Map.of());
  }

  /** Text that is no id is answered as an id that does not exist. */
  static UUID parsed(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("document");
    }
  }

  private static int chunkIndex(String cursor) {
    try {
      return Math.max(0, Integer.parseInt(cursor));
    } catch (NumberFormatException e) {
      throw Problem.badRequest("The cursor is not one of this list.");
    }
  }

  private static DocumentStatus status(String status) {
    if (status == null || status.isBlank()) {
      return null;
    }
    try {
      return DocumentStatus.valueOf(status.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("\"status\" is not one that a document can have.");
    }
  }
}
