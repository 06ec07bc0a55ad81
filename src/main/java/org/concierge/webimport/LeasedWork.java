package org.concierge.webimport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Threads of this node that work off a queue which all nodes share. Each holds one thing at a time
 * under a lease that a clock renews; whatever ends the process ends the renewals too, and another
 * takes it up.
 *
 * @param <J> what is worked on
 */
public final class LeasedWork<J> implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LeasedWork.class.getName());

  /** How long a dead worker's thing waits; it is renewed four times within. */
  private static final Duration LEASE = Duration.ofSeconds(20);

  private static final Duration IDLE = Duration.ofSeconds(2);

  private final Queue<J> queue;
  private final String worker = "node-" + UUID.randomUUID();
  private final Semaphore hints = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private ScheduledExecutorService clock;
  private volatile boolean running;

  /** What is to be done; kept in the database. */
  public interface Queue<J> {
    /** The next thing that nobody holds, leased to this worker. */
    Optional<J> next(String worker, Duration lease);

    TenantId tenant(J job);

    /** Inside the tenant's scope. */
    void renew(J job, String worker, Duration lease);

    /**
     * Does it, and takes it from the queue or postpones it. Inside the tenant's scope, with the
     * eyes of somebody who reads everything.
     */
    void work(J job, String worker);
  }

  public LeasedWork(Queue<J> queue) {
    this.queue = queue;
  }

  /** Begins to work, on threads of the server. */
  public synchronized void start(ThreadFactory factory, String name, int count) {
    running = true;
    clock = Executors.newSingleThreadScheduledExecutor(factory);
    for (int i = 0; i < count; i++) {
      Thread thread = factory.newThread(this::run);
      thread.setName(name + "-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** There is something to do: saves the wait until the next look. */
  public void hint() {
    hints.release();
  }

  private void run() {
    while (running) {
      try {
        Optional<J> job = queue.next(worker, LEASE);
        if (job.isPresent()) {
          work(job.get());
        } else {
          pause();
        }
      } catch (Problem problem) {
        // The database is away; the queue waits there.
        pause();
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "A job ended unexpectedly; it will be tried again", e);
        pause();
      }
    }
  }

  private void work(J job) {
    TenantId tenant = queue.tenant(job);
    long every = LEASE.toMillis() / 4;
    ScheduledFuture<?> renewal =
        clock.scheduleAtFixedRate(() -> renew(tenant, job), every, every, TimeUnit.MILLISECONDS);
    try {
      ReaderScope.run(
          Reader.ofEverything(), () -> TenantScope.run(tenant, () -> queue.work(job, worker)));
    } finally {
      renewal.cancel(false);
    }
  }

  private void renew(TenantId tenant, J job) {
    try {
      TenantScope.run(tenant, () -> queue.renew(job, worker, LEASE));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A lease could not be renewed: {0}", e.getMessage());
    }
  }

  private void pause() {
    try {
      if (hints.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
        hints.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public synchronized void close() {
    running = false;
    threads.forEach(Thread::interrupt);
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
