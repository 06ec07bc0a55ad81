package org.concierge.console;

import jakarta.inject.Inject;
import java.util.Map;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.assistant.Assistant;
import org.concierge.assistant.Assistant.Origin;
import org.concierge.assistant.Assistants;
import org.concierge.audit.Audit;
import org.concierge.conversation.ChatAnswer;
import org.concierge.evaluation.AssistantTrial;
import org.concierge.problem.Problem;

/** One assistant: what it is told, where it looks, who may ask it, and what it answers. */
@Page
@Requires({Scope.SETTINGS, Scope.CHAT})
public class AssistantPage {
  private Assistants assistants;
  private AssistantTrial trial;
  private Audit audit;
  private Visit visit;

  private Assistant assistant;
  private AssistantForm form;
  private String question = "";
  private ChatAnswer answer;
  private String typed = "";

  AssistantPage() {}

  @Inject
  AssistantPage(Assistants assistants, AssistantTrial trial, Audit audit, Visit visit) {
    this.assistants = assistants;
    this.trial = trial;
    this.audit = audit;
    this.visit = visit;
  }

  /** A file's stays as it is; the tenant has its own in its place from then on. */
  public String save() {
    String id = getAssistant().id();
    boolean done =
        Refusal.done(
            "assistant",
            () -> visit.within(() -> assistants.replace(visit.tenant(), id, getForm().wanted())));
    if (!done) {
      return null;
    }
    audit.record(visit.caller(), "assistant.changed", id, Map.of());
    visit.tellNext("assistant.saved");
    return Pages.redirect("assistant") + "&id=" + id;
  }

  /** Shows the same page: a question stands in no address, and the answer nowhere. */
  public String test() {
    if (question.isBlank()) {
      Told.atField("question", "playground.needQuestion");
      return null;
    }
    answer =
        visit.within(
            () ->
                trial.answer(
                    visit.tenant(), visit.principal().person(), getAssistant().id(), question));
    audit.later(visit.caller(), "assistant.tested", assistant.id(), answer.sources().size());
    return null;
  }

  public String delete() {
    String id = getAssistant().id();
    if (!typed.strip().equals(id)) {
      Told.atField("typed", "user.typed.wrong", id);
      return null;
    }
    visit.within(
        () -> {
          assistants.delete(visit.tenant(), id);
          return null;
        });
    audit.record(visit.caller(), "assistant.deleted", id, Map.of());
    visit.tellNext("assistant.deleted", id);
    return Pages.redirect("assistants");
  }

  /** Another tenant's is not found, as one that never was. */
  public Assistant getAssistant() {
    if (assistant == null) {
      String id = visit.named().orElseThrow(() -> Problem.notFound("assistant"));
      assistant = visit.within(() -> assistants.get(visit.tenant(), id));
      audit.later(visit.caller(), "assistant.read", id, 1);
    }
    return assistant;
  }

  /** Whether it was made here, rather than in a file. */
  public boolean isMadeHere() {
    return getAssistant().origin() == Origin.TENANT;
  }

  public AssistantForm getForm() {
    if (form == null) {
      form =
          visit.within(
              () ->
                  AssistantForm.of(
                      getAssistant(),
                      assistants.collectionsOf(visit.principal().tenant(), getAssistant())));
    }
    return form;
  }

  /** Null before a question. */
  public ChatAnswer getAnswer() {
    return answer;
  }

  public String getQuestion() {
    return question;
  }

  public void setQuestion(String question) {
    this.question = question;
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
