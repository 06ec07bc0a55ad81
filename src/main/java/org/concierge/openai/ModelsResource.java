package org.concierge.openai;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.assistant.Assistants;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** What the tenant answers and embeds with; its assistants are models too for clients. */
@Path("v1/models")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.CHAT)
public class ModelsResource {
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private Assistants assistants;

  public ModelsResource() {}

  @Inject
  public ModelsResource(TenantContext tenant, CurrentPrincipal caller, Assistants assistants) {
    this.tenant = tenant;
    this.caller = caller;
    this.assistants = assistants;
  }

  /** A model; {@code created} is not known. */
  public record Model(String id, String object, long created, String ownedBy) {}

  /** All of them, and the assistants that the caller may ask. */
  public record Models(String object, List<Model> data) {}

  @GET
  public Models list() {
    List<Model> models = new ArrayList<>();
    models.add(model(tenant.tenant().model().model()));
    models.add(model(tenant.tenant().embedding().model()));
    assistants
        .open(tenant.tenant(), caller.get())
        .forEach(one -> models.add(model(CompletionRequest.ASSISTANT + one.id())));
    return new Models("list", models);
  }

  private Model model(String id) {
    return new Model(id, "model", 0, tenant.id().value());
  }
}
