package org.concierge.audit;

import java.time.Clock;
import java.util.List;

/** An audit whose events a test reads. */
public final class RecordedAudit {
  private RecordedAudit() {}

  /**
   * @param events each as its action, the tenant and the object, in the order in which they come
   */
  public static Audit into(List<String> events) {
    AuditStore store =
        (tenant, rows) ->
            rows.forEach(row -> events.add(row.action() + " " + tenant + " " + row.object()));
    return new Audit(store, Clock.systemUTC(), 1);
  }
}
