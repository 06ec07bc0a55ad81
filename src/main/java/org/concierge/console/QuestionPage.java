package org.concierge.console;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.evaluation.QuestionSets;
import org.concierge.judging.JudgedQuestion;
import org.concierge.problem.Problem;

/** One question of a set: what is right is judged here. */
@Page
@Requires(Scope.SETTINGS)
public class QuestionPage {
  private QuestionSets sets;
  private Audit audit;
  private Visit visit;
  private JudgedQuestion question;
  private QuestionForm form;

  QuestionPage() {}

  @Inject
  QuestionPage(QuestionSets sets, Audit audit, Visit visit) {
    this.sets = sets;
    this.audit = audit;
    this.visit = visit;
  }

  public String save() {
    UUID id = getQuestion().id();
    boolean done =
        Refusal.done(
            "set",
            () ->
                visit.within(
                    () -> sets.judge(visit.principal().tenant(), id, getForm().judgement())));
    if (!done) {
      return null;
    }
    audit.record(visit.caller(), "eval.question_judged", id.toString(), Map.of());
    visit.tellNext("question.saved");
    return Pages.redirect("question") + "&id=" + id;
  }

  /** Another tenant's is not found, as one that never was. */
  public JudgedQuestion getQuestion() {
    if (question == null) {
      UUID id = visit.row().orElseThrow(() -> Problem.notFound("question"));
      question = visit.within(() -> sets.question(visit.principal().tenant(), id));
    }
    return question;
  }

  public QuestionForm getForm() {
    if (form == null) {
      form = QuestionForm.of(getQuestion());
    }
    return form;
  }
}
