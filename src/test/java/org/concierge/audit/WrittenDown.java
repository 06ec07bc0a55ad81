package org.concierge.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/** A store that remembers what was written, and can be away for a while. */
final class WrittenDown implements AuditStore {
  final List<AuditEvent> events = new CopyOnWriteArrayList<>();
  final AtomicInteger batches = new AtomicInteger();

  /** So many times from now on, the database is away. */
  final AtomicInteger failures = new AtomicInteger();

  /** An action that cannot be stored. */
  volatile String poison = "";

  @Override
  public synchronized void append(TenantId tenant, List<AuditEvent> added) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw Problem.unavailable("Away.", null);
    }
    if (added.stream().anyMatch(event -> event.action().equals(poison))) {
      throw new IllegalStateException("It cannot be stored.");
    }
    batches.incrementAndGet();
    events.addAll(added);
  }

  List<String> actions() {
    return events.stream().map(AuditEvent::action).toList();
  }
}
