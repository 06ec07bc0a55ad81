package org.concierge.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.catalogue.Collecting.Wanted;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.tenant.TenantContext;

/** A tenant's collections. */
@Path("collections")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
public class CollectionsResource {
  private Collecting collecting;
  private TenantContext tenant;
  private RequestAudit audit;

  public CollectionsResource() {}

  @Inject
  public CollectionsResource(Collecting collecting, TenantContext tenant, RequestAudit audit) {
    this.collecting = collecting;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** By path; all on one page. */
  public record CollectionList(List<Collection> items, String nextCursor) {}

  /** What is wanted of a collection; {@code parent} is an id or a path, "" for the top. */
  public record CollectionBody(
      String tenantId, String name, String parent, String description, List<String> readers)
      implements TenantSelecting {
    Wanted wanted() {
      return new Wanted(name, parent, description, readers);
    }
  }

  @GET
  @Requires(Scope.DOCUMENTS_READ)
  public CollectionList list() {
    List<Collection> found = collecting.list(tenant.id());
    audit.later("collection.listed", "", found.size());
    return new CollectionList(found, null);
  }

  @GET
  @Path("{id}")
  @Requires(Scope.DOCUMENTS_READ)
  public Collection get(@PathParam("id") String id) {
    Collection collection = collecting.get(tenant.id(), parsed(id));
    audit.later("collection.read", collection.id().toString(), 1);
    return collection;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Response create(CollectionBody body) {
    Collection collection = collecting.create(tenant.id(), Bodies.present(body).wanted());
    audit.record("collection.created", collection.id().toString(), readers(collection));
    return Response.status(Response.Status.CREATED).entity(collection).build();
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Collection change(@PathParam("id") String id, CollectionBody body) {
    Collection collection =
        collecting.change(tenant.id(), parsed(id), Bodies.present(body).wanted());
    audit.record("collection.changed", collection.id().toString(), readers(collection));
    return collection;
  }

  @DELETE
  @Path("{id}")
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public void delete(@PathParam("id") String id) {
    collecting.delete(tenant.id(), parsed(id));
    audit.record("collection.deleted", parsed(id).toString(), Map.of());
  }

  private static Map<String, String> readers(Collection collection) {
    return Map.of("readers", String.join(" ", collection.readers()));
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "collection");
  }
}
