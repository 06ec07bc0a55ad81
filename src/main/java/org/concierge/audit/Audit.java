package org.concierge.audit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.concierge.access.Caller;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * Writes down who did what. What changes something is written before the caller goes on; searches,
 * chats and reads are queued and written by a thread of its own, so that nobody waits for them.
 *
 * <p>Thread safe. {@link #start} begins that thread, {@link #close} writes what is still queued.
 */
public final class Audit implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Audit.class.getName());

  /** Minutes of a busy node; more would only hide that the database cannot keep up. */
  private static final int QUEUE = 10_000;

  private static final int BATCH = 500;

  /** Events of so long are written together: a transaction each would cost the disk more. */
  private static final Duration GATHERING = Duration.ofMillis(100);

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How long a caller waits for a place in the queue before it writes its event itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What a stopping server gives the database. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final AuditStore store;
  private final Clock clock;
  private final BlockingQueue<AuditEvent> queue;
  private Thread writer;
  private volatile boolean running;

  public Audit(Databases databases) {
    this(new AuditRepository(databases), Clock.systemUTC(), QUEUE);
  }

  Audit(AuditStore store, Clock clock, int capacity) {
    this.store = store;
    this.clock = clock;
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /** Begins to write what is queued, on a thread of the server. */
  public synchronized void start(ThreadFactory threads) {
    running = true;
    writer = threads.newThread(this::write);
    writer.setName("concierge-audit");
    writer.start();
  }

  /**
   * Written when this returns.
   *
   * @param object the id of what it was done to, "" if nothing in particular
   * @param details values that say more; never text of messages or documents, never credentials
   * @throws Problem UNAVAILABLE while the database is away
   */
  public void record(Caller by, String action, String object, Map<String, ?> details) {
    record(by, action, List.of(object), details);
  }

  /** As above, an event for each object, all or none. */
  public void record(Caller by, String action, List<String> objects, Map<String, ?> details) {
    store.append(
        by.tenant(),
        objects.stream()
            .map(object -> AuditEvent.of(by, clock.instant(), action, object, null, details))
            .toList());
  }

  /**
   * Written soon, without the caller waiting for the database; it waits only while the queue is
   * full.
   *
   * @param results how many rows, passages or sources were shown
   */
  public void later(Caller by, String action, String object, long results) {
    enqueue(AuditEvent.of(by, clock.instant(), action, object, results, Map.of()));
  }

  /** As above, for what has no results but more to say. */
  public void later(Caller by, String action, String object, Map<String, ?> details) {
    enqueue(AuditEvent.of(by, clock.instant(), action, object, null, details));
  }

  private void enqueue(AuditEvent event) {
    boolean taken = false;
    try {
      taken = running && queue.offer(event, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!taken && !append(event.tenant(), List.of(event))) {
      lost(1);
    }
  }

  private void write() {
    List<AuditEvent> batch = new ArrayList<>();
    try {
      while (running) {
        if (batch.isEmpty()) {
          batch.add(queue.take());
          TimeUnit.NANOSECONDS.sleep(GATHERING.toNanos());
        }
        queue.drainTo(batch, BATCH - batch.size());
        batch = unwritten(batch);
        if (!batch.isEmpty()) {
          TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
        }
      }
    } catch (InterruptedException e) {
      // The server stops; whoever closes the audit writes the rest.
      Thread.currentThread().interrupt();
    } finally {
      // What was taken came before what still waits.
      queue.drainTo(batch);
      lost(batch.stream().filter(event -> !queue.offer(event)).count());
    }
  }

  /**
   * Writes the events.
   *
   * @return those that may be written later, when the database is back
   */
  private List<AuditEvent> unwritten(List<AuditEvent> events) {
    List<AuditEvent> rest = new ArrayList<>();
    byTenant(events)
        .forEach(
            (tenant, own) -> {
              if (!append(tenant, own)) {
                rest.addAll(own);
              }
            });
    return rest;
  }

  private static void lost(long events) {
    if (events > 0) {
      LOG.log(Level.ERROR, "{0} events of the audit are lost", events);
    }
  }

  private static Map<TenantId, List<AuditEvent>> byTenant(List<AuditEvent> events) {
    Map<TenantId, List<AuditEvent>> tenants = new LinkedHashMap<>();
    events.forEach(
        event -> tenants.computeIfAbsent(event.tenant(), t -> new ArrayList<>()).add(event));
    return tenants;
  }

  /**
   * @return false if that may go better later
   */
  private boolean append(TenantId tenant, List<AuditEvent> events) {
    try {
      store.append(tenant, events);
      return true;
    } catch (Problem problem) {
      LOG.log(Level.WARNING, "tenant {0}: the audit waits: {1}", tenant, problem.detail());
      return false;
    } catch (RuntimeException e) {
      if (events.size() > 1) {
        // One of them cannot be stored; the others can.
        events.forEach(event -> append(tenant, List.of(event)));
      } else {
        LOG.log(Level.ERROR, "tenant " + tenant + ": an event of the audit is lost", e);
      }
      return true;
    }
  }

  @Override
  public synchronized void close() {
    if (!running) {
      return;
    }
    running = false;
    writer.interrupt();
    try {
      writer.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<AuditEvent> last = new ArrayList<>();
    queue.drainTo(last);
    lost(unwritten(last).size());
  }
}
