package org.concierge.review;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.function.Function;
import org.concierge.access.Caller;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.problem.Csv;
import org.concierge.problem.Ids;
import org.concierge.review.Sessions.Table;
import org.concierge.tenant.Tenant.Endpoint;

/**
 * The tenant's conversations, for its administrators; their own alone, if the tenant does not let
 * them read others'.
 */
@Path("admin/sessions")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Requires(Scope.AUDIT)
public class SessionsResource {
  private Sessions sessions;
  private RequestAudit caller;

  public SessionsResource() {}

  @Inject
  public SessionsResource(Sessions sessions, RequestAudit caller) {
    this.sessions = sessions;
    this.caller = caller;
  }

  /** As JSON or as a table; {@code format=csv} is for links, which cannot say what they accept. */
  @GET
  @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
  public Response list(@Context UriInfo address, @Context HttpHeaders headers) {
    Function<String, String> parameters = address.getQueryParameters()::getFirst;
    if (!Csv.isWanted(parameters.apply("format"), liked(headers))) {
      return Response.ok(sessions.list(caller.caller(), parameters), MediaType.APPLICATION_JSON)
          .build();
    }
    Table table = sessions.table(caller.caller(), parameters);
    return Response.ok(table.text(), Csv.MEDIA_TYPE + ";charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"sessions.csv\"")
        .header("X-Next-Cursor", table.nextCursor())
        .build();
  }

  /** As JSON, or as a table with a row for each turn. */
  @GET
  @Path("{id}")
  @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
  public Response get(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID wanted = parsed(id);
    return Csv.isWanted(null, liked(headers))
        ? file(wanted, true)
        : Response.ok(sessions.read(caller.caller(), wanted).session(), MediaType.APPLICATION_JSON)
            .build();
  }

  private static String liked(HttpHeaders headers) {
    MediaType first = headers.getAcceptableMediaTypes().get(0);
    return first.getType() + "/" + first.getSubtype();
  }

  /**
   * To be kept outside.
   *
   * @param format {@code json} or {@code csv}, with a row for each turn
   */
  @GET
  @Path("{id}/export")
  @Produces(MediaType.WILDCARD)
  public Response export(@PathParam("id") String id, @QueryParam("format") String format) {
    return file(parsed(id), Csv.isWanted(format, MediaType.APPLICATION_JSON));
  }

  private Response file(UUID wanted, boolean csv) {
    Caller by = caller.caller();
    return Response.ok(
            csv ? sessions.table(by, wanted) : sessions.read(by, wanted).session(),
            csv ? Csv.MEDIA_TYPE + ";charset=UTF-8" : MediaType.APPLICATION_JSON)
        .header(
            "Content-Disposition",
            "attachment; filename=\"session-" + wanted + (csv ? ".csv\"" : ".json\""))
        .build();
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    sessions.delete(caller.caller(), parsed(id));
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "session");
  }
}
