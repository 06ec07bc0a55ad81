package org.concierge.custody;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.concierge.access.KeyKind;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.RequestAudit;
import org.concierge.problem.Problem;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** The operator's tenants: made, stopped, listed. Nothing of what a tenant holds is seen here. */
@Path("platform/tenants")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.PLATFORM)
public class PlatformResource {
  private static final int MAX_NAME = 200;

  private Tenants tenants;
  private Provisioning provisioning;
  private Suspension suspension;
  private RequestAudit audit;

  public PlatformResource() {}

  @Inject
  public PlatformResource(
      Tenants tenants, Provisioning provisioning, Suspension suspension, RequestAudit audit) {
    this.tenants = tenants;
    this.provisioning = provisioning;
    this.suspension = suspension;
    this.audit = audit;
  }

  /**
   * A tenant on the wire.
   *
   * @param status active, suspended or broken
   * @param problem of a broken one: file, line and key
   */
  public record TenantView(
      String id, String name, String isolation, String status, String problem) {
    static TenantView of(Tenant tenant) {
      return new TenantView(
          tenant.id().value(),
          tenant.name(),
          tenant.isolation().name().toLowerCase(Locale.ROOT),
          tenant.suspended() ? "suspended" : "active",
          null);
    }
  }

  /** All of them, by id. */
  public record TenantList(List<TenantView> items, String nextCursor) {}

  /** A tenant to be made; only {@code id} is required. */
  public record Creation(String id, String name, String isolation) {}

  /** The new tenant's keys, shown this once. */
  public record Created(String id, String adminApiKey, String chatApiKey, String uploadApiKey) {}

  @GET
  public TenantList list() {
    List<TenantView> items = new ArrayList<>();
    tenants.all().forEach(tenant -> items.add(TenantView.of(tenant)));
    tenants
        .complaints()
        .forEach(
            (id, problem) -> items.add(new TenantView(id.value(), null, null, "broken", problem)));
    items.sort(Comparator.comparing(TenantView::id));
    return new TenantList(items, null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(Creation wanted) {
    if (wanted == null || wanted.id() == null) {
      throw Problem.badRequest("\"id\" is missing.");
    }
    TenantId id =
        TenantId.parse(wanted.id())
            .orElseThrow(() -> Problem.badRequest("\"id\" must match [a-z][a-z0-9-]{1,30}."));
    String name = wanted.name() == null || wanted.name().isBlank() ? id.value() : wanted.name();
    if (name.length() > MAX_NAME) {
      throw Problem.badRequest("\"name\" may have " + MAX_NAME + " characters at most.");
    }
    Map<KeyKind, String> keys =
        provisioning.create(id, name, isolation(wanted.isolation()), Map.of());
    audit.record("tenant.created", id.value(), Map.of());
    return Response.status(Response.Status.CREATED)
        .entity(
            new Created(
                id.value(),
                keys.get(KeyKind.ADMIN),
                keys.get(KeyKind.CHAT),
                keys.get(KeyKind.UPLOAD)))
        .build();
  }

  private static Isolation isolation(String wanted) {
    if (wanted == null) {
      return Isolation.SHARED;
    }
    return Stream.of(Isolation.values())
        .filter(tier -> tier.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst()
        .orElseThrow(() -> Problem.badRequest("\"isolation\" must be shared, schema or database."));
  }

  @POST
  @Path("{id}/suspend")
  public TenantView suspend(@PathParam("id") String id) {
    return change(id, true);
  }

  @POST
  @Path("{id}/resume")
  public TenantView resume(@PathParam("id") String id) {
    return change(id, false);
  }

  private TenantView change(String id, boolean suspended) {
    TenantId tenant = TenantId.parse(id).orElseThrow(() -> Problem.notFound("tenant"));
    suspension.suspend(tenant, suspended);
    audit.record(suspended ? "tenant.suspended" : "tenant.resumed", id, Map.of());
    return TenantView.of(tenants.get(tenant));
  }
}
