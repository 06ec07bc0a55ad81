package org.concierge.assistant;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.problem.Bodies;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantContext;

/** Whom the caller can ask; for administrators, how they are made. */
@Path("assistants")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
public class AssistantsResource {
  private Assistants assistants;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private RequestAudit audit;

  public AssistantsResource() {}

  @Inject
  public AssistantsResource(
      Assistants assistants, TenantContext tenant, CurrentPrincipal caller, RequestAudit audit) {
    this.assistants = assistants;
    this.tenant = tenant;
    this.caller = caller;
    this.audit = audit;
  }

  /**
   * An assistant on the wire.
   *
   * @param anonymous whether visitors may ask it
   * @param definition for administrators; absent for others
   */
  public record AssistantView(
      String id,
      String name,
      String description,
      List<String> questions,
      boolean anonymous,
      Definition definition) {
    static AssistantView of(Assistant one, boolean whole) {
      return new AssistantView(
          one.id(),
          one.name(),
          one.description(),
          one.questions(),
          one.isAnonymous(),
          whole ? Definition.of(one) : null);
    }
  }

  /** What only administrators see of an assistant. */
  public record Definition(
      String instructions,
      List<String> collections,
      String model,
      List<String> roles,
      List<String> groups,
      List<String> scopes,
      boolean enabled,
      String origin) {
    static Definition of(Assistant one) {
      return new Definition(
          one.instructions(),
          one.collections(),
          one.model(),
          FieldChecks.wires(one.roles()),
          one.groups().stream().sorted().toList(),
          one.scopes(),
          one.enabled(),
          one.origin().name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * By name; all on one page.
   *
   * @param complaints about files that cannot be used, for administrators
   */
  public record AssistantList(
      List<AssistantView> items, String nextCursor, List<String> complaints) {}

  /** Those that the caller may ask; with {@code all} every one of the tenant's, as it is made. */
  @GET
  @Requires(Scope.CHAT)
  public AssistantList list(@QueryParam("all") boolean all) {
    if (!all) {
      List<AssistantView> open =
          assistants.open(tenant.tenant(), caller.get()).stream()
              .map(one -> AssistantView.of(one, false))
              .toList();
      audit.later("assistant.listed", "", open.size());
      return new AssistantList(open, null, null);
    }
    if (!mayManage()) {
      throw new Problem(ProblemType.FORBIDDEN, "The credential lacks the scope settings.");
    }
    List<AssistantView> whole =
        assistants.all(tenant.tenant()).stream().map(one -> AssistantView.of(one, true)).toList();
    audit.later("assistant.listed", "", whole.size());
    return new AssistantList(whole, null, assistants.complaints(tenant.id()));
  }

  @GET
  @Path("{id}")
  @Requires(Scope.CHAT)
  public AssistantView get(@PathParam("id") String id) {
    Assistant found =
        mayManage()
            ? assistants.get(tenant.tenant(), id)
            : assistants.open(tenant.tenant(), caller.get(), id);
    audit.later("assistant.read", found.id(), 1);
    return AssistantView.of(found, mayManage());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Scope.SETTINGS)
  public Response create(AssistantFields fields) {
    AssistantFields wanted = Bodies.present(fields);
    Assistant made = assistants.create(tenant.tenant(), wanted.id(), wanted);
    audit.record("assistant.created", made.id(), Map.of());
    return Response.status(Status.CREATED).entity(AssistantView.of(made, true)).build();
  }

  /** Replaces it as a whole. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Scope.SETTINGS)
  public AssistantView replace(@PathParam("id") String id, AssistantFields fields) {
    Assistant made = assistants.replace(tenant.tenant(), id, Bodies.present(fields));
    audit.record("assistant.changed", made.id(), Map.of());
    return AssistantView.of(made, true);
  }

  @DELETE
  @Path("{id}")
  @Requires(Scope.SETTINGS)
  public void delete(@PathParam("id") String id) {
    assistants.delete(tenant.tenant(), id);
    audit.record("assistant.deleted", id, Map.of());
  }

  private boolean mayManage() {
    return caller.get().may(Scope.SETTINGS);
  }
}
