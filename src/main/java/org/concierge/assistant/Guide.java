package org.concierge.assistant;

import java.util.Set;
import java.util.UUID;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Model;
import org.concierge.tenant.Tenant.Provider;

/**
 * An assistant at work in a tenant: what it changes about an answer.
 *
 * @param id "" for none: then nothing is changed
 * @param model "" for the tenant's
 * @param bounds the collections that it looks into, with all that is within them; null: anywhere
 */
public record Guide(String id, String name, String instructions, String model, Set<UUID> bounds) {
  /** Nobody in particular is asked. */
  public static final Guide NONE = new Guide("", "", "", "", null);

  public Guide {
    bounds = bounds == null ? null : Set.copyOf(bounds);
  }

  /** The tenant whose model is the assistant's, at the tenant's own provider. */
  public Tenant of(Tenant tenant) {
    Model usual = tenant.model();
    if (model.isEmpty() || usual.provider() == Provider.QUOTE) {
      return tenant;
    }
    return tenant.answeredBy(
        new Model(
            usual.provider(),
            usual.apiKey(),
            usual.baseUrl(),
            model,
            usual.temperature(),
            usual.maxTokens(),
            usual.timeout(),
            usual.systemPrompt(),
            usual.fallback()));
  }
}
