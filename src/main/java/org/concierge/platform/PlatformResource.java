package org.concierge.platform;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concierge.access.KeyKind;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.RequestAudit;
import org.concierge.persistence.Page;
import org.concierge.problem.Bodies;
import org.concierge.problem.Problem;

/** The operator's tenants: made, stopped, listed. Nothing of what a tenant holds is seen here. */
@Path("platform/tenants")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.PLATFORM)
public class PlatformResource {
  private Overseeing overseeing;
  private RequestAudit caller;

  public PlatformResource() {}

  @Inject
  public PlatformResource(Overseeing overseeing, RequestAudit caller) {
    this.overseeing = overseeing;
    this.caller = caller;
  }

  /**
   * A tenant on the wire.
   *
   * @param status active, suspended, erasing or broken
   * @param problem of a broken one: file, line and key
   * @param health reachable, away or failing; null if nobody could look yet
   * @param documents null while its own database does not answer
   */
  public record TenantView(
      String id,
      String name,
      String plan,
      String isolation,
      String status,
      String problem,
      String health,
      Instant checkedAt,
      Long documents,
      Long storageBytes,
      Long users,
      Instant lastActivity) {
    static TenantView of(Overseen one) {
      boolean broken = !one.problem().isEmpty();
      Look look = one.look().orElse(new Look(null, null, null, null, null, null));
      return new TenantView(
          one.id().value(),
          broken ? null : one.name(),
          one.plan().map(TenantView::wire).orElse(null),
          one.isolation().map(TenantView::wire).orElse(null),
          one.state().wire(),
          broken ? one.problem() : null,
          look.health() == null ? null : wire(look.health()),
          look.at(),
          look.documents(),
          look.storageBytes(),
          look.users(),
          look.lastActivity());
    }

    private static String wire(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  /** A part of them, by id. */
  public record TenantList(List<TenantView> items, String nextCursor) {}

  /** A tenant to be made; only {@code id} is required. */
  public record Creation(String id, String name, String isolation, String plan) {}

  /** The new tenant's keys, shown this once. */
  public record Created(String id, String adminApiKey, String chatApiKey, String uploadApiKey) {}

  @GET
  public TenantList list(
      @QueryParam("q") String words,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    Overseeing.Part part = overseeing.list(words, cursor, Page.limit(limit));
    return new TenantList(part.items().stream().map(TenantView::of).toList(), part.next());
  }

  @GET
  @Path("{id}")
  public TenantView get(@PathParam("id") String id) {
    return TenantView.of(overseeing.get(id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(Creation body) {
    Creation given = Bodies.present(body);
    NewTenant wanted = NewTenant.read(given.id(), given.name(), given.isolation(), given.plan());
    Map<KeyKind, String> keys = overseeing.create(caller.caller(), wanted);
    return Response.status(Response.Status.CREATED)
        .entity(
            new Created(
                wanted.id().value(),
                keys.get(KeyKind.ADMIN),
                keys.get(KeyKind.CHAT),
                keys.get(KeyKind.UPLOAD)))
        .build();
  }

  @POST
  @Path("{id}/suspend")
  public TenantView suspend(@PathParam("id") String id) {
    return TenantView.of(overseeing.suspend(caller.caller(), id, true));
  }

  @POST
  @Path("{id}/resume")
  public TenantView resume(@PathParam("id") String id) {
    return TenantView.of(overseeing.suspend(caller.caller(), id, false));
  }

  /** Begins to erase it; it is not found when that is done. */
  @DELETE
  @Path("{id}")
  public Response erase(@PathParam("id") String id, @QueryParam("confirm") String confirmed) {
    if (!id.equals(confirmed)) {
      overseeing.get(id);
      throw Problem.badRequest("\"confirm\" must be the tenant's id: it cannot be undone.");
    }
    return Response.accepted(TenantView.of(overseeing.erase(caller.caller(), id))).build();
  }
}
