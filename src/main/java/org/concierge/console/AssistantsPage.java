package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.assistant.Assistant;
import org.concierge.assistant.Assistants;
import org.concierge.audit.Audit;

/** Whom the tenant's people can ask, and the making of one more. */
@Page
@Requires(Scope.SETTINGS)
public class AssistantsPage {
  private final AssistantForm form = AssistantForm.fresh();
  private Assistants assistants;
  private Audit audit;
  private Visit visit;
  private List<Assistant> found;

  AssistantsPage() {}

  @Inject
  AssistantsPage(Assistants assistants, Audit audit, Visit visit) {
    this.assistants = assistants;
    this.audit = audit;
    this.visit = visit;
  }

  /** Switched off, until its page says otherwise. */
  public String create() {
    String id = form.id();
    if (getItems().stream().anyMatch(one -> one.id().equals(id))) {
      Told.atField("id", "assistants.taken");
      return null;
    }
    boolean done =
        Refusal.done(
            "assistant",
            () -> visit.within(() -> assistants.create(visit.tenant(), id, form.wanted())));
    if (!done) {
      return null;
    }
    audit.record(visit.caller(), "assistant.created", id, Map.of());
    visit.tellNext("assistants.created", id);
    return Pages.redirect("assistant") + "&id=" + id;
  }

  /** By name; a hundred of the tenant's own at most. */
  public List<Assistant> getItems() {
    if (found == null) {
      found = visit.within(() -> assistants.all(visit.tenant()));
      audit.later(visit.caller(), "assistant.listed", "", found.size());
    }
    return found;
  }

  /** One line for each file that cannot be used. */
  public List<String> getComplaints() {
    return assistants.complaints(visit.principal().tenant());
  }

  public AssistantForm getForm() {
    return form;
  }
}
