package org.concierge.inquiry;

import java.time.Instant;
import java.util.UUID;
import org.concierge.tenant.TenantId;

/**
 * What a visitor has left for a person to answer. NEW until somebody takes it, then OPEN, then
 * DONE.
 *
 * @param transcript of the conversation before; "" without the visitor's consent
 * @param origin of the page
 * @param assignee who answers it, in the tenant's own words; "" for nobody
 */
public record Inquiry(
    TenantId tenant,
    UUID id,
    String widgetKey,
    String name,
    String email,
    String question,
    String transcript,
    String origin,
    Status status,
    String assignee,
    Instant createdAt,
    Instant updatedAt) {

  /** How far it has come. */
  public enum Status {
    NEW,
    OPEN,
    DONE
  }

  @Override
  public String toString() {
    return "Inquiry " + id;
  }
}
