package org.concierge.prompt;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.prompt.Prompts.Diff;
import org.concierge.tenant.TenantContext;

/** The versions of the tenant's prompt. */
@Path("prompts")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.SETTINGS)
public class PromptsResource {
  private Prompts prompts;
  private TenantContext tenant;
  private RequestAudit audit;

  public PromptsResource() {}

  @Inject
  public PromptsResource(Prompts prompts, TenantContext tenant, RequestAudit audit) {
    this.prompts = prompts;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** The newest first; all on one page. */
  public record PromptList(List<PromptVersion> items, String nextCursor) {}

  /** A text that is to become a version. */
  public record Draft(String tenantId, String text, String note) implements TenantSelecting {}

  @GET
  public PromptList list() {
    List<PromptVersion> found = prompts.list(tenant.id());
    audit.later("prompt.listed", "", found.size());
    return new PromptList(found, null);
  }

  @GET
  @Path("{id}")
  public PromptVersion get(@PathParam("id") String id) {
    PromptVersion version = prompts.get(tenant.id(), parsed(id));
    audit.later("prompt.read", version.id().toString(), 1);
    return version;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response draft(Draft draft) {
    Bodies.present(draft);
    PromptVersion version =
        prompts.draft(tenant.tenant(), draft.text(), draft.note(), audit.caller().name());
    audit.record("prompt.drafted", version.id().toString(), number(version));
    return Response.status(Response.Status.CREATED).entity(version).build();
  }

  @POST
  @Path("{id}/publish")
  public PromptVersion publish(@PathParam("id") String id) {
    PromptVersion version = prompts.publish(tenant.tenant(), parsed(id));
    audit.record("prompt.published", version.id().toString(), number(version));
    return version;
  }

  @POST
  @Path("{id}/restore")
  public PromptVersion restore(@PathParam("id") String id) {
    PromptVersion version = prompts.restore(tenant.id(), parsed(id));
    audit.record("prompt.restored", version.id().toString(), number(version));
    return version;
  }

  @DELETE
  @Path("{id}")
  public void withdraw(@PathParam("id") String id) {
    prompts.withdraw(tenant.id(), parsed(id));
    audit.record("prompt.withdrawn", parsed(id).toString(), Map.of());
  }

  /**
   * @param with the older version; empty: the one before, by number
   */
  @GET
  @Path("{id}/diff")
  public Diff diff(@PathParam("id") String id, @QueryParam("with") String with) {
    Diff diff =
        prompts.diff(tenant.id(), parsed(id), with == null || with.isEmpty() ? null : parsed(with));
    audit.later("prompt.read", parsed(id).toString(), 1);
    return diff;
  }

  private static Map<String, Integer> number(PromptVersion version) {
    return Map.of("version", version.number());
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "prompt");
  }
}
