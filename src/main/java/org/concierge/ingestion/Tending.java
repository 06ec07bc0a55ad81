package org.concierge.ingestion;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Looks after each tenant's indexes and queue: soon after its settings have changed, often while an
 * index is being built, now and then in any case. One after the other, on a thread of its own: a
 * database that does not answer holds up nothing but this.
 */
final class Tending implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Tending.class.getName());
  private static final long LOOK_EVERY_SECONDS = 2;
  private static final long ALL_EVERY_SECONDS = 1_800;

  private final Tenants tenants;
  private final Indexing indexing;
  private final Set<TenantId> due = ConcurrentHashMap.newKeySet();
  private ScheduledExecutorService clock;
  private volatile boolean closed;

  Tending(Tenants tenants, Indexing indexing) {
    this.tenants = tenants;
    this.indexing = indexing;
  }

  synchronized void start(ThreadFactory factory) {
    if (tenants == null) {
      return;
    }
    tenants.onChange(due::add);
    clock = Executors.newSingleThreadScheduledExecutor(factory);
    clock.scheduleWithFixedDelay(this::all, 0, ALL_EVERY_SECONDS, TimeUnit.SECONDS);
    clock.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void all() {
    tenants.all().forEach(tenant -> due.add(tenant.id()));
  }

  private void look() {
    for (TenantId tenant : Set.copyOf(due)) {
      due.remove(tenant);
      if (busy(tenant)) {
        due.add(tenant);
      }
    }
  }

  /** Whether it is to be looked at again soon. */
  private boolean busy(TenantId tenant) {
    boolean[] building = {false};
    try {
      IngestionWorker.scoped(tenant, () -> building[0] = indexing.tend(tenants.get(tenant)));
      return building[0];
    } catch (Problem problem) {
      // Its file is bad, and its next change brings it back; or its database is away.
      return !tenants.complaints().containsKey(tenant) && problem.type().status() == 503;
    } catch (RuntimeException e) {
      if (closed) {
        // What it looked with was closed while it looked; the next start looks again.
        return false;
      }
      LOG.log(Level.ERROR, "The indexes of tenant " + tenant + " could not be looked after", e);
      return false;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
