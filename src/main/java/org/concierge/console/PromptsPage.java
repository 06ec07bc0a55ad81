package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.prompt.PromptVersion;
import org.concierge.prompt.Prompts;
import org.concierge.tenant.TenantId;

/** The versions of what the tenant tells its model, and the writing of the next. */
@Page
@Requires(Scope.SETTINGS)
public class PromptsPage {
  private Prompts prompts;
  private Audit audit;
  private Visit visit;

  private List<PromptVersion> found;
  private String text;
  private String note = "";

  PromptsPage() {}

  @Inject
  PromptsPage(Prompts prompts, Audit audit, Visit visit) {
    this.prompts = prompts;
    this.audit = audit;
    this.visit = visit;
  }

  /** Stores a draft; nobody is answered by it yet. */
  public String draft() {
    try {
      PromptVersion made =
          visit.within(() -> prompts.draft(visit.tenant(), lines(), note, visit.caller().name()));
      audit.record(
          visit.caller(), "prompt.drafted", made.id().toString(), Map.of("version", made.number()));
      visit.tellNext("prompts.drafted", String.valueOf(made.number()));
      return Pages.redirect("prompt") + "&id=" + made.id();
    } catch (Problem problem) {
      if (problem.type() != ProblemType.BAD_REQUEST) {
        throw problem;
      }
      String field = problem.detail().startsWith("\"note\"") ? "note" : "text";
      Told.detailAtField(field, "prompts.wrong", problem.detail());
      return null;
    }
  }

  /** As the model gets it: browsers end lines otherwise. */
  private String lines() {
    return getText().replaceAll("\\R", "\n");
  }

  /** The newest first. */
  public List<PromptVersion> getItems() {
    if (found == null) {
      found = visit.within(() -> prompts.list(tenant()));
      audit.later(visit.caller(), "prompt.listed", "", found.size());
    }
    return found;
  }

  /** Null while the settings say what the model is told. */
  public PromptVersion getPublished() {
    return published().orElse(null);
  }

  /** What is in force now, to begin from; of the version that the address names. */
  public String getText() {
    if (text == null) {
      text =
          visit
              .row("from")
              .map(id -> visit.within(() -> prompts.get(tenant(), id)))
              .or(this::published)
              .map(PromptVersion::text)
              .or(() -> visit.tenant().model().systemPrompt())
              .orElse("");
    }
    return text;
  }

  private Optional<PromptVersion> published() {
    return getItems().stream()
        .filter(version -> version.state() == PromptVersion.State.PUBLISHED)
        .findFirst();
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  public void setText(String text) {
    this.text = text;
  }

  public String getNote() {
    return note;
  }

  public void setNote(String note) {
    this.note = note;
  }
}
