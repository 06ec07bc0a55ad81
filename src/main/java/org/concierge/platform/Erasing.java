package org.concierge.platform;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.concierge.custody.Deletion;
import org.concierge.custody.Erasure;
import org.concierge.review.Retention;
import org.concierge.tenant.TenantId;

/**
 * Erases tenants while nobody waits for it: a large one takes minutes. Ended by a fault or with the
 * server, it is begun again by whoever asks once more. Thread safe.
 */
public final class Erasing {
  private static final Logger LOG = System.getLogger(Erasing.class.getName());

  private final Erasure erasure;
  private final Deletion deletion;
  private final Retention retention;
  private final Executor executor;
  private final Set<TenantId> underWay = ConcurrentHashMap.newKeySet();

  public Erasing(Erasure erasure, Deletion deletion, Retention retention, Executor executor) {
    this.erasure = erasure;
    this.deletion = deletion;
    this.retention = retention;
    this.executor = executor;
  }

  /**
   * @throws org.concierge.problem.Problem CONFLICT on legal hold
   */
  void check(TenantId tenant) {
    retention.checkMayDelete(tenant);
  }

  /**
   * Returns when the tenant can only be erased any more; nothing happens where that is under way.
   *
   * @param done called with what went, if it ends well
   * @throws org.concierge.problem.Problem NOT_FOUND, CONFLICT on legal hold or during a move,
   *     UNAVAILABLE: then nothing is gone
   */
  void start(TenantId tenant, Consumer<Erasure.Receipt> done) {
    check(tenant);
    if (!underWay.add(tenant)) {
      return;
    }
    boolean begun = false;
    try {
      deletion.begin(tenant);
      executor.execute(() -> erase(tenant, done));
      begun = true;
    } finally {
      if (!begun) {
        underWay.remove(tenant);
      }
    }
  }

  private void erase(TenantId tenant, Consumer<Erasure.Receipt> done) {
    try {
      done.accept(erasure.tenant(tenant));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The erasing of tenant " + tenant + " has ended before its end", e);
    } finally {
      underWay.remove(tenant);
    }
  }
}
