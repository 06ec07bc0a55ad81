package org.concierge.evaluation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Person;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.chat.Rehearsal;
import org.concierge.conversation.ChatAnswer;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.prompt.Prompts;
import org.concierge.prompt.Prompts.Instructed;
import org.concierge.tenant.TenantContext;

/** Asks the model as a version of the prompt would have it, before anybody else is answered so. */
@Path("prompts/{id}/test")
@RequestScoped
@TenantBound
public class PromptTrialResource {
  private Prompts prompts;
  private Rehearsal rehearsal;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private RequestAudit audit;

  public PromptTrialResource() {}

  @Inject
  public PromptTrialResource(
      Prompts prompts,
      Rehearsal rehearsal,
      TenantContext tenant,
      CurrentPrincipal caller,
      RequestAudit audit) {
    this.prompts = prompts;
    this.rehearsal = rehearsal;
    this.tenant = tenant;
    this.caller = caller;
    this.audit = audit;
  }

  /** A question to try it with. */
  public record Trial(String tenantId, String message) implements TenantSelecting {}

  /** Waits for the whole answer; nothing of it is stored. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires({Scope.SETTINGS, Scope.CHAT})
  public ChatAnswer test(@PathParam("id") String id, Trial trial) {
    Bodies.present(trial);
    Optional<Person> person = caller.get().person();
    Instructed instructed = prompts.with(tenant.tenant(), Ids.parse(id, "prompt"), person);
    ChatAnswer answer = rehearsal.answer(instructed.tenant(), person, trial.message());
    audit.later("prompt.tested", instructed.version().id().toString(), answer.sources().size());
    return answer;
  }
}
