package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Person;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.chat.Rehearsal;
import org.concierge.conversation.ChatAnswer;
import org.concierge.problem.Problem;
import org.concierge.prompt.PromptVersion;
import org.concierge.prompt.Prompts;
import org.concierge.prompt.Prompts.Diff;
import org.concierge.tenant.TenantId;

/** One version of the prompt: how it differs, what it answers, whether it is in force. */
@Page
@Requires({Scope.SETTINGS, Scope.CHAT})
public class PromptPage {
  private Prompts prompts;
  private Rehearsal rehearsal;
  private Audit audit;
  private Visit visit;

  private PromptVersion version;
  private Diff diff;
  private String with = "";
  private String question = "";
  private ChatAnswer answer;
  private String typed = "";

  PromptPage() {}

  @Inject
  PromptPage(Prompts prompts, Rehearsal rehearsal, Audit audit, Visit visit) {
    this.prompts = prompts;
    this.rehearsal = rehearsal;
    this.audit = audit;
    this.visit = visit;
  }

  /** Shows the same page: a question stands in no address, and the answer nowhere. */
  public String test() {
    if (question.isBlank()) {
      Told.atField("question", "playground.needQuestion");
      return null;
    }
    Optional<Person> person = visit.principal().person();
    answer =
        visit.within(
            () ->
                rehearsal.answer(
                    prompts.with(visit.tenant(), id(), person).tenant(), person, question));
    audit.later(visit.caller(), "prompt.tested", id().toString(), answer.sources().size());
    return null;
  }

  public String publish() {
    return told("prompt.published", visit.within(() -> prompts.publish(visit.tenant(), id())));
  }

  public String restore() {
    return told("prompt.restored", visit.within(() -> prompts.restore(tenant(), id())));
  }

  private String told(String action, PromptVersion done) {
    String number = String.valueOf(done.number());
    audit.record(visit.caller(), action, id().toString(), Map.of("version", done.number()));
    visit.tellNext("prompt.inForce", number);
    return Pages.redirect("prompt") + "&id=" + id();
  }

  /** Deletes a draft; after a published one the settings say what the model is told. */
  public String withdraw() {
    String number = String.valueOf(getVersion().number());
    if (!typed.strip().equals(number)) {
      Told.atField("typed", "user.typed.wrong", number);
      return null;
    }
    visit.within(
        () -> {
          prompts.withdraw(tenant(), id());
          return null;
        });
    audit.record(visit.caller(), "prompt.withdrawn", id().toString(), Map.of());
    visit.tellNext("prompt.withdrawn", number);
    return Pages.redirect("prompts");
  }

  /** Another tenant's is not found, as one that never was. */
  public PromptVersion getVersion() {
    if (version == null) {
      version = visit.within(() -> prompts.get(tenant(), id()));
      audit.later(visit.caller(), "prompt.read", id().toString(), 1);
    }
    return version;
  }

  /** Against the version that the address names, else the one before. */
  public Diff getDiff() {
    if (diff == null) {
      UUID other = Words.uuid(with).orElse(null);
      diff = visit.within(() -> prompts.diff(tenant(), id(), other));
    }
    return diff;
  }

  /** With which it can be compared. */
  public List<PromptVersion> getOthers() {
    return visit.within(() -> prompts.list(tenant())).stream()
        .filter(one -> !one.id().equals(id()))
        .toList();
  }

  /** Null before a question. */
  public ChatAnswer getAnswer() {
    return answer;
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("prompt"));
  }

  public String getWith() {
    return with;
  }

  public void setWith(String with) {
    this.with = with == null ? "" : with;
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
