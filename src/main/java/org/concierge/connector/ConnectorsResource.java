package org.concierge.connector;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.tenant.TenantContext;

/** The places outside whose files are kept in step with the tenant's documents. */
@Path("connectors")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.SETTINGS)
public class ConnectorsResource {
  private Connectors connectors;
  private ConnectorWork work;
  private TenantContext tenant;
  private RequestAudit audit;

  public ConnectorsResource() {}

  @Inject
  public ConnectorsResource(
      Connectors connectors, ConnectorWork work, TenantContext tenant, RequestAudit audit) {
    this.connectors = connectors;
    this.work = work;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** All of them, by name. */
  public record ConnectorList(List<ConnectorView> items, String nextCursor) {}

  /** Body of the request that adds one. */
  public record ConnectorRequest(
      String tenantId,
      String name,
      String kind,
      String address,
      String region,
      String user,
      String password,
      List<String> readers,
      Integer everyMinutes)
      implements TenantSelecting {
    NewConnector wanted() {
      return new NewConnector(name, kind, address, region, user, password, readers, everyMinutes);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
      return "connector " + name;
    }
  }

  @GET
  public ConnectorList list() {
    List<ConnectorView> views =
        connectors.list(tenant.id()).stream().map(ConnectorView::of).toList();
    audit.later("connector.listed", "", views.size());
    return new ConnectorList(views, null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(ConnectorRequest request) {
    Bodies.present(request);
    Connector added = connectors.add(audit.caller(), request.wanted());
    work.threads().hint();
    return Response.status(Response.Status.CREATED).entity(ConnectorView.of(added)).build();
  }

  @GET
  @Path("{id}")
  public ConnectorView get(@PathParam("id") String id) {
    Connector connector = connectors.get(tenant.id(), parsed(id));
    audit.later("connector.read", connector.id().toString(), 1);
    return ConnectorView.of(connector);
  }

  @POST
  @Path("{id}/sync")
  public Response sync(@PathParam("id") String id) {
    Connector connector = connectors.hurry(audit.caller(), parsed(id));
    work.threads().hint();
    return Response.accepted(ConnectorView.of(connector)).build();
  }

  @DELETE
  @Path("{id}")
  public void remove(@PathParam("id") String id) {
    connectors.remove(audit.caller(), parsed(id));
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "connector");
  }
}
