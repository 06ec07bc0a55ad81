package org.concierge.platform;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concierge.platform.Look.Health;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * Looks at tenants' databases, at several at once, and remembers for a while what was seen: a list
 * of tenants must open while some of their databases are away. Thread safe.
 */
public final class Looks {
  private static final Logger LOG = System.getLogger(Looks.class.getName());

  /** Whoever turns pages is not to ask each database again. */
  private static final Duration FRESH = Duration.ofSeconds(20);

  /** A little longer than a pool waits for a database that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Source source;
  private final Executor executor;
  private final Clock clock;
  private final Duration patience;
  private final Map<TenantId, Look> seen = new ConcurrentHashMap<>();
  private final Map<TenantId, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  public Looks(Source source, Executor executor, Clock clock) {
    this(source, executor, clock, PATIENCE);
  }

  Looks(Source source, Executor executor, Clock clock, Duration patience) {
    this.source = source;
    this.executor = executor;
    this.clock = clock;
    this.patience = patience;
  }

  /** Where figures come from; a database that is away is a problem. */
  public interface Source {
    Library library(TenantId tenant);

    People people(TenantId tenant);
  }

  /** Of what the tenant's own database holds. */
  public record Library(long documents, long storageBytes) {}

  /**
   * Of what the shared database holds.
   *
   * @param lastActivity null if there was none
   */
  public record People(long users, Instant lastActivity) {}

  /**
   * At most some seconds old, but where a database takes its time: then the look before.
   *
   * @return without those that were never seen and whose databases take their time
   */
  public Map<TenantId, Look> of(Collection<TenantId> tenants) {
    List<CompletableFuture<Void>> awaited =
        tenants.stream().filter(tenant -> !isFresh(tenant)).map(this::look).toList();
    await(awaited);
    Map<TenantId, Look> found = new HashMap<>();
    tenants.forEach(
        tenant -> {
          Look look = seen.get(tenant);
          if (look != null) {
            found.put(tenant, look);
          }
        });
    return found;
  }

  /** What was seen counts no more: the next who asks gets a new look. */
  public void forget(TenantId tenant) {
    seen.remove(tenant);
  }

  private boolean isFresh(TenantId tenant) {
    Look last = seen.get(tenant);
    return last != null && clock.instant().isBefore(last.at().plus(FRESH));
  }

  /** One look at a tenant at a time, whoever asks. */
  private CompletableFuture<Void> look(TenantId tenant) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = underWay.putIfAbsent(tenant, mine);
    if (other != null) {
      return other;
    }
    executor.execute(
        () -> {
          try {
            seen.put(tenant, taken(tenant));
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "tenant " + tenant + " could not be looked at", e);
          } finally {
            underWay.remove(tenant);
            mine.complete(null);
          }
        });
    return mine;
  }

  private void await(List<CompletableFuture<Void>> looks) {
    try {
      CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.DEBUG, "Some databases take their time: {0}", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Look taken(TenantId tenant) {
    People people = source.people(tenant);
    Health health;
    Library library = null;
    try {
      library = source.library(tenant);
      health = Health.REACHABLE;
    } catch (Problem problem) {
      health = Health.AWAY;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "tenant " + tenant + ": its database fails", e);
      health = Health.FAILING;
    }
    return new Look(
        clock.instant(),
        health,
        library == null ? null : library.documents(),
        library == null ? null : library.storageBytes(),
        people.users(),
        people.lastActivity());
  }
}
