package org.concierge.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantContext;

/** Who did what in the tenant, for its administrators. */
@Path("audit")
@RequestScoped
@TenantBound
@Requires(Scope.AUDIT)
public class AuditResource {

  /** A table is read by a program: it takes larger pages. */
  private static final int MAX_ROWS = 10_000;

  private static final String CSV = "text/csv";

  private AuditTrail trail;
  private TenantContext tenant;
  private RequestAudit audit;

  public AuditResource() {}

  @Inject
  public AuditResource(AuditTrail trail, TenantContext tenant, RequestAudit audit) {
    this.trail = trail;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** An event on the wire. */
  public record EventView(
      long sequence,
      Instant at,
      UUID actorId,
      String actorName,
      String action,
      String object,
      String requestId,
      Long results,
      Map<String, String> details,
      String hash) {
    static EventView of(AuditEntry entry) {
      return new EventView(
          entry.sequence(),
          entry.at(),
          entry.actorId(),
          entry.actorName(),
          entry.action(),
          entry.object(),
          entry.requestId(),
          entry.results(),
          entry.details(),
          HexFormat.of().formatHex(entry.hash()));
    }
  }

  /** One page; no cursor on the last one. */
  public record EventList(List<EventView> items, String nextCursor) {}

  @GET
  @Produces({MediaType.APPLICATION_JSON, CSV})
  public Response list(
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor,
      @QueryParam("action") String action,
      @QueryParam("actor") String actor,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @Context HttpHeaders headers) {
    boolean csv = headers.getAcceptableMediaTypes().get(0).isCompatible(MediaType.valueOf(CSV));
    csv &= !headers.getAcceptableMediaTypes().get(0).isWildcardType();
    int wanted = csv ? Page.limit(limit, MAX_ROWS) : Page.limit(limit);
    AuditQuery query =
        new AuditQuery(
            wanted,
            AuditCursor.parse(cursor, tenant.id()),
            present(action),
            present(actor),
            instant("from", from),
            instant("to", to));
    List<AuditEntry> found = trail.page(tenant.id(), query);
    boolean more = found.size() > wanted;
    List<AuditEntry> shown = more ? found.subList(0, wanted) : found;
    String next = more ? AuditCursor.text(shown.get(wanted - 1).sequence(), tenant.id()) : null;
    if (csv) {
      audit.record("audit.exported", "", Map.of("rows", shown.size()));
      return Response.ok(AuditCsv.of(shown), CSV + ";charset=UTF-8")
          .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
          .header("X-Next-Cursor", next)
          .build();
    }
    audit.later("audit.read", "", shown.size());
    return Response.ok(
            new EventList(shown.stream().map(EventView::of).toList(), next),
            MediaType.APPLICATION_JSON)
        .build();
  }

  private static String present(String filter) {
    return filter == null || filter.isBlank() ? null : filter;
  }

  private static Instant instant(String name, String text) {
    if (present(text) == null) {
      return null;
    }
    try {
      Instant instant = Instant.parse(text);
      // Java's times reach further than PostgreSQL's.
      if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(AuditCursor.LATEST)) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // Answered below.
    }
    throw Problem.badRequest("\"" + name + "\" must be a time such as 2026-01-31T08:00:00Z.");
  }
}
