package org.concierge.chat;

import java.util.Optional;
import org.concierge.access.Person;
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

  public Writing(ChatModels models, Prompts prompts) {
    this.models = models;
    this.prompts = prompts;
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
