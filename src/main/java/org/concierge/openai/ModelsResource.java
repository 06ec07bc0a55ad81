package org.concierge.openai;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** What the tenant answers and embeds with. */
@Path("v1/models")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.CHAT)
public class ModelsResource {
  private TenantContext tenant;

  public ModelsResource() {}

  @Inject
  public ModelsResource(TenantContext tenant) {
    this.tenant = tenant;
  }

  /** A model; {@code created} is not known. */
  public record Model(String id, String object, long created, String ownedBy) {}

  /** All of them. */
  public record Models(String object, List<Model> data) {}

  @GET
  public Models list() {
    return new Models("list", models());
  }

  private List<Model> models() {
    return List.of(
        model(tenant.tenant().model().model()), model(tenant.tenant().embedding().model()));
  }

  private Model model(String id) {
    return new Model(id, "model", 0, tenant.id().value());
  }
}
