package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.evaluation.QuestionSet;
import org.concierge.evaluation.QuestionSets;
import org.concierge.judging.JudgedQuestion;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/** The questions of one set, some on a page. */
@Page
@Requires(Scope.SETTINGS)
public class QuestionsPage {
  private static final int ON_A_PAGE = 50;

  private QuestionSets sets;
  private Audit audit;
  private Visit visit;
  private QuestionSet set;
  private List<JudgedQuestion> found;
  private QuestionForm form;
  private SetChangeForm change;
  private int from;

  QuestionsPage() {}

  @Inject
  QuestionsPage(QuestionSets sets, Audit audit, Visit visit) {
    this.sets = sets;
    this.audit = audit;
    this.visit = visit;
  }

  /** A new question. */
  public String add() {
    boolean done =
        Refusal.done("set", () -> visit.within(() -> sets.add(tenant(), id(), getForm().added())));
    if (!done) {
      return null;
    }
    audit.record(visit.caller(), "eval.question_added", id().toString(), Map.of());
    return told("questions.added");
  }

  public String deleteQuestion(UUID question) {
    // The id comes from the page, so it may be of any set.
    if (found().stream().noneMatch(own -> own.id().equals(question))) {
      throw Problem.notFound("question");
    }
    visit.within(
        () -> {
          sets.deleteQuestion(tenant(), question);
          return null;
        });
    audit.record(visit.caller(), "eval.question_deleted", question.toString(), Map.of());
    return told("questions.questionDeleted");
  }

  /** The name, and whether prompts have to pass it. */
  public String save() {
    boolean done =
        Refusal.done(
            "set",
            () ->
                set =
                    visit.within(
                        () ->
                            sets.change(
                                tenant(), id(), getChange().getName(), getChange().isGate())));
    if (!done) {
      return null;
    }
    audit.record(visit.caller(), "eval.changed", id().toString(), Map.of("gate", set.gate()));
    return told("questions.saved");
  }

  public String delete() {
    String name = getSet().name();
    if (!getChange().getTyped().strip().equals(name)) {
      Told.atField("typed", "user.typed.wrong", name);
      return null;
    }
    visit.within(
        () -> {
          sets.delete(tenant(), id());
          return null;
        });
    audit.record(visit.caller(), "eval.deleted", id().toString(), Map.of());
    visit.tellNext("questions.deleted", name);
    return Pages.redirect("evaluation");
  }

  private String told(String key) {
    visit.tellNext(key);
    return Pages.redirect("questions") + "&id=" + id();
  }

  /** Another tenant's is not found, as one that never was. */
  public QuestionSet getSet() {
    if (set == null) {
      set = visit.within(() -> sets.get(tenant(), id()));
    }
    return set;
  }

  private List<JudgedQuestion> found() {
    if (found == null) {
      found = visit.within(() -> sets.questions(tenant(), id()));
      audit.later(visit.caller(), "eval.read", id().toString(), found.size());
    }
    return found;
  }

  /** In their order, from the address's {@code from} on. */
  public List<JudgedQuestion> getItems() {
    return found().stream().skip(from).limit(ON_A_PAGE).toList();
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    return from + ON_A_PAGE < found().size() ? page(from + ON_A_PAGE) : "";
  }

  /** The address of the page before; "" on the first one. */
  public String getBefore() {
    return from == 0 ? "" : page(Math.max(0, from - ON_A_PAGE));
  }

  private String page(int at) {
    return visit.link("questions", "id", id().toString(), "from", at == 0 ? "" : "" + at);
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("question set"));
  }

  public QuestionForm getForm() {
    if (form == null) {
      form = new QuestionForm();
    }
    return form;
  }

  public SetChangeForm getChange() {
    if (change == null) {
      change = new SetChangeForm(getSet());
    }
    return change;
  }

  public int getFrom() {
    return from;
  }

  public void setFrom(int from) {
    this.from = Math.max(0, from);
  }
}
