package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.evaluation.EvaluationRun;
import org.concierge.evaluation.QuestionSet;
import org.concierge.evaluation.QuestionSets;
import org.concierge.evaluation.Runs;
import org.concierge.evaluation.Runs.Wanted;
import org.concierge.problem.Problem;
import org.concierge.prompt.PromptVersion;
import org.concierge.tenant.TenantId;

/** The runs of one question set, and the beginning of one. */
@Page
@Requires(Scope.SETTINGS)
public class RunsPage {
  private Runs runs;
  private QuestionSets sets;
  private Audit audit;
  private Visit visit;
  private QuestionSet set;
  private List<EvaluationRun> found;
  private boolean answers;
  private String prompt = "";

  RunsPage() {}

  @Inject
  RunsPage(Runs runs, QuestionSets sets, Audit audit, Visit visit) {
    this.runs = runs;
    this.sets = sets;
    this.audit = audit;
    this.visit = visit;
  }

  public String begin() {
    Wanted wanted = new Wanted(answers, Words.uuid(prompt).orElse(null));
    EvaluationRun run = visit.within(() -> runs.begin(visit.tenant(), id(), wanted));
    audit.record(
        visit.caller(), "eval.run", run.id().toString(), Map.of("set", id(), "answers", answers));
    return Pages.redirect("run") + "&id=" + run.id();
  }

  /** Another tenant's is not found, as one that never was. */
  public QuestionSet getSet() {
    if (set == null) {
      set = visit.within(() -> sets.get(tenant(), id()));
    }
    return set;
  }

  /** The newest first. */
  public List<EvaluationRun> getItems() {
    if (found == null) {
      found = visit.within(() -> runs.of(tenant(), getSet().id()));
      audit.later(visit.caller(), "eval.read", id().toString(), found.size());
    }
    return found;
  }

  /** Of which one can be tried in place of the published one. */
  public List<PromptVersion> getPrompts() {
    return visit.within(() -> runs.prompts(tenant()));
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("question set"));
  }

  public boolean isAnswers() {
    return answers;
  }

  public void setAnswers(boolean answers) {
    this.answers = answers;
  }

  public String getPrompt() {
    return prompt;
  }

  public void setPrompt(String prompt) {
    this.prompt = prompt;
  }
}
