package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.evaluation.EvaluationRun;
import org.concierge.evaluation.QuestionSet;
import org.concierge.evaluation.QuestionSets;
import org.concierge.evaluation.Runs;
import org.concierge.tenant.TenantId;

/** The tenant's question sets, each with its newest run, and the making of one. */
@Page
@Requires(Scope.SETTINGS)
public class EvaluationPage {
  private final SetForm form = new SetForm();
  private QuestionSets sets;
  private Runs runs;
  private Audit audit;
  private Visit visit;
  private QuestionSet made;
  private List<Row> found;

  EvaluationPage() {}

  @Inject
  EvaluationPage(QuestionSets sets, Runs runs, Audit audit, Visit visit) {
    this.sets = sets;
    this.runs = runs;
    this.audit = audit;
    this.visit = visit;
  }

  /**
   * A question set.
   *
   * @param last its newest run; null if it never ran
   */
  public record Row(QuestionSet set, EvaluationRun last) {}

  /** Empty, or from a benchmark's files. */
  public String create() {
    boolean done =
        Refusal.done("set", () -> made = visit.within(() -> form.create(sets, tenant())));
    if (!done) {
      return null;
    }
    audit.record(
        visit.caller(),
        "eval.created",
        made.id().toString(),
        Map.of("questions", made.questions()));
    visit.tellNext("evaluation.created", made.name(), String.valueOf(made.questions()));
    return Pages.redirect("questions") + "&id=" + made.id();
  }

  /** By name. */
  public List<Row> getItems() {
    if (found == null) {
      found =
          visit.within(
              () -> sets.list(tenant()).stream().map(set -> new Row(set, last(set))).toList());
      audit.later(visit.caller(), "eval.listed", "", found.size());
    }
    return found;
  }

  private EvaluationRun last(QuestionSet set) {
    return runs.of(tenant(), set.id()).stream().findFirst().orElse(null);
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  public SetForm getForm() {
    return form;
  }
}
