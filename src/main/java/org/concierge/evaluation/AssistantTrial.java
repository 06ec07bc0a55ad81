package org.concierge.evaluation;

import java.util.Optional;
import org.concierge.access.Person;
import org.concierge.assistant.Assistants;
import org.concierge.assistant.Guide;
import org.concierge.chat.Asked;
import org.concierge.chat.ChatRequest;
import org.concierge.chat.Rehearsal;
import org.concierge.conversation.ChatAnswer;
import org.concierge.prompt.Prompts;
import org.concierge.tenant.Tenant;

/**
 * Answers as an assistant would, on or off, for those who make it; stored nowhere. Thread safe;
 * works inside the tenant's scope, with the eyes of the thread's reader.
 */
public final class AssistantTrial {
  private final Assistants assistants;
  private final Prompts prompts;
  private final Rehearsal rehearsal;

  public AssistantTrial(Assistants assistants, Prompts prompts, Rehearsal rehearsal) {
    this.assistants = assistants;
    this.prompts = prompts;
    this.rehearsal = rehearsal;
  }

  /**
   * Waits until the answer is complete.
   *
   * @throws org.concierge.problem.Problem NOT_FOUND if there is no such assistant, else as an
   *     answer fails
   */
  public ChatAnswer answer(Tenant tenant, Optional<Person> asker, String id, String message) {
    Guide guide = assistants.guide(tenant, assistants.get(tenant, id));
    Tenant instructed = prompts.published(tenant, asker).tenant();
    return rehearsal.answer(instructed, asker, Asked.of(ChatRequest.of(message)).to(guide));
  }
}
