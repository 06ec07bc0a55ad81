package org.concierge.chat;

import java.util.Optional;
import org.concierge.access.Person;
import org.concierge.access.Principal;
import org.concierge.assistant.Assistants;
import org.concierge.llm.AnswerListener;
import org.concierge.llm.ChatModels;
import org.concierge.llm.Prompt;
import org.concierge.prompt.Prompts;
import org.concierge.prompt.Prompts.Instructed;
import org.concierge.tenant.Tenant;

/** The tenants' models with what their tenants want them to be told. Thread safe. */
public final class Writing {
  private final ChatModels models;
  private final Prompts prompts;
  private final Assistants assistants;

  public Writing(ChatModels models, Prompts prompts, Assistants assistants) {
    this.models = models;
    this.prompts = prompts;
    this.assistants = assistants;
  }

  /**
   * The question to the assistant that it names.
   *
   * @throws org.concierge.problem.Problem NOT_FOUND if it is none that the caller may ask
   */
  Asked guided(Tenant tenant, Principal caller, Asked asked) {
    return asked.to(assistants.guide(tenant, caller, asked.request().assistant()));
  }

  /** The tenant with what its model is told when this person asks. */
  Instructed instructed(Tenant tenant, Optional<Person> asker) {
    return prompts.published(tenant, asker);
  }

  /** As {@link ChatModels#stream}. */
  Runnable begin(Tenant tenant, Prompt prompt, AnswerListener listener) {
    return models.stream(tenant.model(), prompt, listener);
  }
}
