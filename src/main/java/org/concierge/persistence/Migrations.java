package org.concierge.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.flywaydb.core.Flyway;

/**
 * Brings schemas up to date, once for each schema of each database. A failure belongs to the
 * tenants of that schema alone: they answer 503 until a later try succeeds.
 *
 * <p>Thread safe; several nodes may migrate at once, the database makes them queue.
 */
public final class Migrations {
  private static final Logger LOG = System.getLogger(Migrations.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Clock clock;
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /** When it was tried, and null or what failed. */
  private record Outcome(Instant at, Exception failure) {}

  public Migrations(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns when the schema is up to date; at once if it was before.
   *
   * @param scripts folder below {@code sql}
   * @throws Problem TENANT_UNAVAILABLE if it cannot be brought up to date
   */
  void ensure(Placement placement, String scripts) {
    String target = placement.target();
    if (succeeded(target)) {
      return;
    }
    // One lock a target: a database that hangs holds up its own tenants only.
    synchronized (locks.computeIfAbsent(target, t -> new Object())) {
      Outcome last = outcomes.get(target);
      boolean fresh = last != null && clock.instant().isBefore(last.at().plus(RETRY));
      if (!succeeded(target) && !fresh) {
        last = migrate(placement, scripts);
        outcomes.put(target, last);
      }
      if (!succeeded(target)) {
        throw new Problem(
                ProblemType.TENANT_UNAVAILABLE,
                "The database is not available or could not be brought up to date.",
                last.failure())
            .retryAfter(RETRY);
      }
    }
  }

  /** The schema may be gone: it is looked at again before it is used. */
  void forget(String target) {
    outcomes.remove(target);
  }

  boolean succeeded(String target) {
    Outcome outcome = outcomes.get(target);
    return outcome != null && outcome.failure() == null;
  }

  private Outcome migrate(Placement placement, String scripts) {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(
              DatabaseServer.source(placement.migrator(), "concierge_owner", placement.schema()))
          .schemas(placement.schema())
          .locations("classpath:sql/both", "classpath:sql/" + scripts)
          .load()
          .migrate();
      return new Outcome(clock.instant(), null);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Migration of " + placement.target() + " failed", e);
      return new Outcome(clock.instant(), e);
    }
  }
}
