package org.concierge.audit;

import java.util.List;
import org.concierge.tenant.TenantId;

/** Where events are written down. */
@FunctionalInterface
interface AuditStore {
  /**
   * All of them or none, in this order.
   *
   * @throws org.concierge.problem.Problem UNAVAILABLE while the database is away
   */
  void append(TenantId tenant, List<AuditEvent> events);
}
