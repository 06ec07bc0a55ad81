package org.concierge.evaluation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.conversation.ChatAnswer;
import org.concierge.problem.Bodies;
import org.concierge.tenant.TenantContext;

/** Asks an assistant before others can: one that is switched off too. */
@Path("assistants/{id}/test")
@RequestScoped
@TenantBound
public class AssistantTrialResource {
  private AssistantTrial trial;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private RequestAudit audit;

  public AssistantTrialResource() {}

  @Inject
  public AssistantTrialResource(
      AssistantTrial trial, TenantContext tenant, CurrentPrincipal caller, RequestAudit audit) {
    this.trial = trial;
    this.tenant = tenant;
    this.caller = caller;
    this.audit = audit;
  }

  /** A question to try it with. */
  public record AssistantQuestion(String tenantId, String message) implements TenantSelecting {}

  /** Waits for the whole answer; nothing of it is stored. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires({Scope.SETTINGS, Scope.CHAT})
  public ChatAnswer test(@PathParam("id") String id, AssistantQuestion question) {
    String message = Bodies.present(question).message();
    ChatAnswer answer = trial.answer(tenant.tenant(), caller.get().person(), id, message);
    audit.later("assistant.tested", id, answer.sources().size());
    return answer;
  }
}
