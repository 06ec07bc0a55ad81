package org.concierge.review;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import org.concierge.access.Caller;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.audit.Audit;
import org.concierge.conversation.HistoryRepository;
import org.concierge.problem.Problem;
import org.concierge.tenant.Allowance.Keeping;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/** Deletes conversations that nobody has used for long. Thread safe. */
public final class Retention {
  private static final Logger LOG = System.getLogger(Retention.class.getName());

  private final Tenants tenants;
  private final HistoryRepository history;
  private final Audit audit;
  private final Clock clock;

  public Retention(Tenants tenants, HistoryRepository history, Audit audit, Clock clock) {
    this.tenants = tenants;
    this.history = history;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * How many conversations {@link #clean} would delete.
   *
   * @throws Problem BAD_REQUEST
   */
  public long count(TenantId tenant, int days) {
    Instant before = before(days);
    return ofEverybody(tenant, () -> history.countBefore(tenant, before));
  }

  /**
   * Deletes the conversations that nobody has used for so many days; returns how many went.
   *
   * @throws Problem BAD_REQUEST, CONFLICT on legal hold
   */
  public long clean(Caller by, int days) {
    Instant before = before(days);
    checkMayDelete(by.tenant());
    long deleted = delete(by.tenant(), before);
    note(by, before, deleted);
    return deleted;
  }

  /** What each tenant's settings say. One tenant that cannot be cleaned does not hold up others. */
  public void cleanAll() {
    for (Tenant tenant : tenants.all()) {
      Keeping keeping = tenant.allowance().keeping();
      if (keeping.days().isPresent() && !keeping.held()) {
        try {
          Instant before = before(keeping.days().getAsInt());
          long deleted = delete(tenant.id(), before);
          if (deleted > 0) {
            note(Caller.schedule(tenant.id()), before, deleted);
          }
        } catch (Problem problem) {
          LOG.log(Level.WARNING, "tenant {0}: {1}", tenant.id(), problem.detail());
        }
      }
    }
  }

  /**
   * @throws Problem CONFLICT on legal hold
   */
  public void checkMayDelete(TenantId tenant) {
    // One whose settings are gone is not held by them: what is left of it can be deleted.
    tenants.all().stream()
        .filter(found -> found.id().equals(tenant))
        .forEach(found -> found.allowance().keeping().checkMayDelete());
  }

  private long delete(TenantId tenant, Instant before) {
    return ofEverybody(tenant, () -> history.deleteBefore(tenant, before));
  }

  private void note(Caller by, Instant before, long deleted) {
    audit.record(
        by, "conversation.cleaned", "", Map.of("before", before, "conversations", deleted));
  }

  private static long ofEverybody(TenantId tenant, LongSupplier work) {
    return ReaderScope.get(Reader.ofEverything(), () -> TenantScope.get(tenant, work::getAsLong));
  }

  private Instant before(int days) {
    if (days < 1 || days > Keeping.MAX_DAYS) {
      throw Problem.badRequest("\"days\" must be from 1 to " + Keeping.MAX_DAYS + ".");
    }
    return clock.instant().minus(Duration.ofDays(days));
  }
}
