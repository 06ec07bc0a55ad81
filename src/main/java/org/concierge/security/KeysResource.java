package org.concierge.security;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.persistence.Page;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.security.TenantKeys.KeyChange;
import org.concierge.security.TenantKeys.NewKey;
import org.concierge.security.TenantKeys.Shown;
import org.concierge.security.TenantKeys.TenantKey;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantId;

/** The tenant's API keys, for its administrators. */
@Path("keys")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.KEYS)
public class KeysResource {
  private TenantKeys keys;
  private CurrentPrincipal caller;
  private RequestId requestId;

  public KeysResource() {}

  @Inject
  public KeysResource(TenantKeys keys, CurrentPrincipal caller, RequestId requestId) {
    this.keys = keys;
    this.caller = caller;
    this.requestId = requestId;
  }

  /**
   * A key on the wire.
   *
   * @param key the whole of it: only in the answer that makes it
   * @param formerUntil until when the secret before works
   */
  public record KeyView(
      UUID id,
      String name,
      String prefix,
      String key,
      List<String> scopes,
      boolean imported,
      Integer rateLimit,
      List<String> allowedOrigins,
      Instant createdAt,
      Instant expiresAt,
      Instant revokedAt,
      Instant formerUntil,
      Instant lastUsed,
      long useCount) {
    /**
     * @param text the whole key, null where it is not shown
     */
    public static KeyView of(TenantKey key, String text) {
      return new KeyView(
          key.id(),
          key.name(),
          key.prefix(),
          text,
          Scope.wires(key.scopes()),
          key.imported(),
          key.perMinute().isPresent() ? key.perMinute().getAsInt() : null,
          key.origins(),
          key.createdAt(),
          key.expiresAt().orElse(null),
          key.revokedAt().orElse(null),
          key.formerUntil().orElse(null),
          key.lastUsed().orElse(null),
          key.useCount());
    }
  }

  /** One page, the newest first; no cursor on the last one. */
  public record KeyList(List<KeyView> items, String nextCursor) {}

  /** What a key is to be. */
  public record KeyRequest(
      String tenantId,
      String name,
      List<String> scopes,
      String expiresAt,
      Integer rateLimit,
      List<String> allowedOrigins)
      implements TenantSelecting {}

  /** How long the former secret works on. */
  public record RotateRequest(String tenantId, Integer overlapHours) implements TenantSelecting {}

  @GET
  public KeyList list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    TenantId tenant = caller.get().tenant();
    Page page = Page.parse(limit, cursor, tenant);
    List<TenantKey> found = keys.list(tenant, page);
    return new KeyList(
        page.shown(found).stream().map(key -> KeyView.of(key, null)).toList(),
        page.next(found, TenantKey::position, tenant));
  }

  @GET
  @Path("{id}")
  public KeyView get(@PathParam("id") String id) {
    return KeyView.of(keys.get(caller.get().tenant(), parsed(id)), null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(KeyRequest request) {
    KeyRequest given = Bodies.present(request);
    NewKey wanted =
        new NewKey(
            KeyFields.name(given.name()),
            KeyFields.scopes(given.scopes()),
            KeyFields.expiry(given.expiresAt()),
            given.rateLimit() == null || KeyFields.perMinute(given.rateLimit()) == 0
                ? OptionalInt.empty()
                : OptionalInt.of(given.rateLimit()),
            KeyFields.origins(given.allowedOrigins()));
    Shown made = keys.create(by(), caller.get().scopes(), wanted);
    return Response.status(Response.Status.CREATED)
        .entity(KeyView.of(made.key(), made.text()))
        .build();
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public KeyView change(@PathParam("id") String id, KeyRequest request) {
    KeyRequest given = Bodies.present(request);
    if (given.scopes() != null) {
      throw Problem.badRequest("A key keeps its scopes: make another one.");
    }
    KeyChange change =
        new KeyChange(
            Optional.ofNullable(given.name()).map(KeyFields::name),
            Optional.ofNullable(given.rateLimit()).map(KeyFields::perMinute),
            Optional.ofNullable(given.allowedOrigins()).map(KeyFields::origins),
            Optional.ofNullable(given.expiresAt()).map(KeyFields::expiry));
    return KeyView.of(keys.change(by(), parsed(id), change), null);
  }

  @POST
  @Path("{id}/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  public KeyView rotate(@PathParam("id") String id, RotateRequest request) {
    Integer hours = Bodies.present(request).overlapHours();
    Duration overlap = hours == null ? TenantKeys.OVERLAP : Duration.ofHours(hours);
    Shown shown = keys.rotate(by(), caller.get().scopes(), parsed(id), overlap);
    return KeyView.of(shown.key(), shown.text());
  }

  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("id") String id) {
    keys.revoke(by(), parsed(id));
  }

  private Caller by() {
    return Caller.of(caller.get(), requestId);
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "key");
  }
}
