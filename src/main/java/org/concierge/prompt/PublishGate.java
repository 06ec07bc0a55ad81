package org.concierge.prompt;

import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;

/** Has a say in whether a draft is published. */
@FunctionalInterface
public interface PublishGate {
  /**
   * @param published which the draft would take the place of; empty: the tenant's settings
   * @throws Problem CONFLICT with the reason if it must not be
   */
  void check(Tenant tenant, PromptVersion draft, Optional<PromptVersion> published);
}
