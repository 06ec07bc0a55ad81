package org.concierge.oauth;

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
import java.time.Instant;
import java.util.List;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.problem.Bodies;
import org.concierge.tenant.Tenant.Endpoint;

/** The programs that the tenant's people may let in, for its administrators. */
@Path("keys/clients")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.KEYS)
public class ClientsResource {
  private OauthClients clients;
  private CurrentPrincipal caller;
  private RequestId requestId;

  public ClientsResource() {}

  @Inject
  public ClientsResource(OauthClients clients, CurrentPrincipal caller, RequestId requestId) {
    this.clients = clients;
    this.caller = caller;
    this.requestId = requestId;
  }

  /** A program on the wire. */
  public record ClientView(
      String clientId, String name, List<String> redirectUris, Instant createdAt) {
    static ClientView of(OauthClient client) {
      return new ClientView(client.id(), client.name(), client.redirectUris(), client.createdAt());
    }
  }

  /** All of them, the newest first. */
  public record ClientList(List<ClientView> items, String nextCursor) {}

  /** What a program is to be. */
  public record ClientRequest(String tenantId, String name, List<String> redirectUris)
      implements TenantSelecting {}

  @GET
  public ClientList list() {
    return new ClientList(
        clients.list(caller.get().tenant()).stream().map(ClientView::of).toList(), null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(ClientRequest request) {
    Bodies.present(request);
    OauthClient client =
        clients.create(Caller.of(caller.get(), requestId), request.name(), request.redirectUris());
    return Response.status(Response.Status.CREATED).entity(ClientView.of(client)).build();
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    clients.delete(Caller.of(caller.get(), requestId), id);
  }
}
