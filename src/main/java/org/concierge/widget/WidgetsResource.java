package org.concierge.widget;

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
import java.util.List;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantId;

/** The tenant's widgets, for its administrators. */
@Path("widgets")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.SETTINGS)
public class WidgetsResource {
  /** Of a widget, the last ones. */
  private static final int MAX_VERSIONS = 100;

  private Widgets widgets;
  private CurrentPrincipal caller;
  private RequestId requestId;

  public WidgetsResource() {}

  @Inject
  public WidgetsResource(Widgets widgets, CurrentPrincipal caller, RequestId requestId) {
    this.widgets = widgets;
    this.caller = caller;
    this.requestId = requestId;
  }

  /** One page, the newest first; no cursor on the last one. */
  public record WidgetList(List<WidgetView> items, String nextCursor) {}

  /**
   * What a widget is to be; what is left out stays as it is.
   *
   * @param version the one that was looked at: if another one has followed, nothing is changed
   */
  public record WidgetRequest(
      String tenantId,
      String key,
      Integer version,
      String kind,
      String name,
      List<String> allowedOrigins,
      String title,
      String greeting,
      List<String> suggestedQuestions,
      String consent,
      String privacyUrl,
      String logoUrl,
      String colour,
      String theme,
      String position,
      Boolean launcher,
      String language,
      String sources,
      Boolean inquiries,
      String notifyEmail,
      List<String> tags,
      String instructions,
      Integer perAddress,
      Integer perMinute,
      String identityKey)
      implements TenantSelecting {}

  /** Which version is to be in force again. */
  public record VersionRequest(String tenantId, Integer version) implements TenantSelecting {}

  @GET
  public WidgetList list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    TenantId tenant = caller.get().tenant();
    Page page = Page.parse(limit, cursor, tenant);
    List<Widget> found = widgets.list(tenant, page);
    return new WidgetList(
        page.shown(found).stream().map(WidgetView::of).toList(),
        page.next(found, widget -> new Cursor(widget.createdAt(), widget.id()), tenant));
  }

  @GET
  @Path("{id}")
  public WidgetView get(@PathParam("id") String id) {
    return WidgetView.of(widgets.get(caller.get().tenant(), parsed(id)));
  }

  @GET
  @Path("{id}/versions")
  public WidgetList versions(@PathParam("id") String id) {
    List<Widget> found = widgets.versions(caller.get().tenant(), parsed(id), MAX_VERSIONS);
    return new WidgetList(found.stream().map(WidgetView::of).toList(), null);
  }

  @POST
  @Path("{id}/restore")
  @Consumes(MediaType.APPLICATION_JSON)
  public WidgetView restore(@PathParam("id") String id, VersionRequest request) {
    Integer version = Bodies.present(request).version();
    if (version == null) {
      throw Problem.badRequest("\"version\" is missing.");
    }
    return WidgetView.of(widgets.restore(by(), parsed(id), version));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(WidgetRequest request) {
    Widget made = widgets.create(by(), Bodies.present(request));
    return Response.status(Response.Status.CREATED).entity(WidgetView.of(made)).build();
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public WidgetView change(@PathParam("id") String id, WidgetRequest request) {
    return WidgetView.of(widgets.change(by(), parsed(id), Bodies.present(request)));
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    widgets.delete(by(), parsed(id));
  }

  private Caller by() {
    return Caller.of(caller.get(), requestId);
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "widget");
  }
}
