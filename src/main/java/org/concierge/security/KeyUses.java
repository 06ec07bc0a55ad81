package org.concierge.security;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.concierge.access.Principal;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Counts the uses of keys and stores them once a minute, not with each request. What a node counted
 * in its last minute is lost if it is killed. Thread safe.
 */
public final class KeyUses {
  private static final Logger LOG = System.getLogger(KeyUses.class.getName());

  private final TenantKeyRepository repository;
  private final Clock clock;
  private final Map<UUID, Uses> counted = new ConcurrentHashMap<>();

  private record Uses(TenantId tenant, long count, Instant last) {}

  public KeyUses(TenantKeyRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  void count(Principal key) {
    Instant now = clock.instant();
    counted.compute(
        key.id(), (id, uses) -> new Uses(key.tenant(), uses == null ? 1 : uses.count() + 1, now));
  }

  /** Stores what was counted; what cannot be stored now is kept for the next time. */
  public void store() {
    for (UUID key : counted.keySet()) {
      Uses uses = counted.remove(key);
      if (uses == null) {
        continue;
      }
      try {
        TenantScope.run(
            uses.tenant(), () -> repository.addUses(uses.tenant(), key, uses.count(), uses.last()));
      } catch (Problem problem) {
        counted.merge(
            key,
            uses,
            (newer, older) ->
                new Uses(newer.tenant(), newer.count() + older.count(), newer.last()));
        LOG.log(Level.WARNING, "The uses of keys are stored later: {0}", problem.detail());
        return;
      }
    }
  }
}
