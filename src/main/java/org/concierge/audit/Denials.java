package org.concierge.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.concierge.access.Caller;
import org.concierge.access.TenantSelection.ForeignTenant;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * What was refused: to known callers, in their own tenant's audit and no other's; to strangers,
 * counted in the log, since anybody can make a million of those. Thread safe.
 */
public final class Denials {
  private static final Logger LOG = System.getLogger(Denials.class.getName());

  /** So many other tenants are no slip of the pen. */
  private static final int SEVERAL = 2;

  private static final int MAX_NAMES = 1_000;
  private static final int MAX_PRINCIPALS = 10_000;
  private static final Duration ONE_EVENT = Duration.ofHours(1);
  private static final Duration ONE_LINE = Duration.ofMinutes(1);

  private final Audit audit;
  private final Clock clock;
  private final Consumer<TenantId> alarm;
  private final Cache<UUID, Probing> probing;
  private long strangers;
  private Instant quietUntil = Instant.MIN;

  /** What one caller named since the last event about it. */
  private static final class Probing {
    private final Set<String> tenants = new HashSet<>();
    private long requests;
    private Instant quietUntil = Instant.MIN;
  }

  /**
   * @param alarm told whose principal has named several other tenants, as often as the audit is
   */
  public Denials(Audit audit, Clock clock, Consumer<TenantId> alarm) {
    this.alarm = alarm;
    this.audit = audit;
    this.clock = clock;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    probing =
        Caffeine.newBuilder()
            .maximumSize(MAX_PRINCIPALS)
            .expireAfterAccess(ONE_EVENT.multipliedBy(2))
            .ticker(ticker)
            .build();
  }

  /** Whether a failure is one that concerns the audit. */
  public static boolean isDenial(Problem problem) {
    return problem.type().status() == 401 || problem.type().status() == 403;
  }

  /**
   * A known caller was refused.
   *
   * @param where the route or page, without what the caller filled in
   */
  public void refused(Caller by, String where, Problem problem) {
    audit.later(
        by,
        "access.denied",
        where,
        Map.of("status", problem.type().status(), "reason", reason(problem)));
    if (problem instanceof ForeignTenant foreign) {
      probed(by, foreign);
    }
  }

  private static String reason(Problem problem) {
    if (problem instanceof ForeignTenant) {
      return "tenant";
    }
    return problem.type() == ProblemType.FORBIDDEN ? "forbidden" : "credential";
  }

  /** The names themselves are not kept: whose they are is nothing for this tenant. */
  private void probed(Caller by, ForeignTenant foreign) {
    Probing known = probing.get(by.id(), id -> new Probing());
    Map<String, Object> found;
    synchronized (known) {
      known.requests++;
      if (known.tenants.size() < MAX_NAMES) {
        known.tenants.add(foreign.named());
      }
      Instant now = clock.instant();
      if (known.tenants.size() < SEVERAL || now.isBefore(known.quietUntil)) {
        return;
      }
      found = Map.of("tenants", known.tenants.size(), "requests", known.requests);
      known.quietUntil = now.plus(ONE_EVENT);
      known.tenants.clear();
      known.requests = 0;
    }
    audit.later(by, "tenant.probed", "", found);
    alarm.accept(by.tenant());
  }

  /** One without any usable credential was refused. */
  public synchronized void stranger() {
    strangers++;
    Instant now = clock.instant();
    if (!now.isBefore(quietUntil)) {
      LOG.log(Level.INFO, "{0} requests without a usable credential were refused", strangers);
      quietUntil = now.plus(ONE_LINE);
      strangers = 0;
    }
  }
}
