package org.concierge.ingestion;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.document.Progress;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;
import org.concierge.screening.Screening;
import org.concierge.screening.SuspicionRepository;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * The threads that work off the queue of this node. Each holds one job at a time under a lease that
 * a clock renews; whatever ends the process ends the renewals too, and the job is taken up again.
 * One tenant never has all the threads, as long as there are two.
 */
public final class IngestionWorker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(IngestionWorker.class.getName());

  /** How long a dead worker's job waits. */
  private static final Duration LEASE = Duration.ofSeconds(20);

  /** How soon a job that is cancelled on another node ends here. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How long an upload waits at most if the hint of this node's own uploads is missing. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private final JobRepository jobs;
  private final Ingestion ingestion;
  private final Tending tending;
  private final String name = "node-" + UUID.randomUUID();
  private final Semaphore hints = new Semaphore(0);
  private final Map<UUID, RunningJob> running = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private ScheduledExecutorService clock;
  private int most = 1;
  private volatile boolean open;

  public IngestionWorker(JobRepository jobs, Ingestion ingestion, Tending tending) {
    this.jobs = jobs;
    this.ingestion = ingestion;
    this.tending = tending;
  }

  /** The worker as server and command line have it, which put their other parts together. */
  public static IngestionWorker of(
      Tenants tenants, Databases databases, Stores stores, Ingestion.Reading reading) {
    JobRepository jobs = new JobRepository(databases);
    Screening screening =
        new Screening(new SuspicionRepository(databases), stores.documents(), tenants);
    Preparing preparing = new Preparing(stores, reading, screening);
    return new IngestionWorker(
        jobs,
        new Ingestion(tenants, stores, preparing, reading.embedders()),
        new Tending(tenants, new Indexing(stores, jobs)));
  }

  /**
   * How many threads a node begins with: most of them wait for a model, a parser or the database.
   */
  public static int threads() {
    return Math.max(4, Runtime.getRuntime().availableProcessors());
  }

  /** Begins to work, on threads of the server. */
  public synchronized void start(ThreadFactory factory, int count) {
    open = true;
    most = Math.max(1, count - 1);
    // Two: a folder on a slow disk that is looked through must not cost a lease.
    clock = Executors.newScheduledThreadPool(2, factory);
    clock.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.DAYS);
    tending.start(factory);
    for (int i = 0; i < count; i++) {
      Thread thread = factory.newThread(this::work);
      thread.setName("concierge-ingest-" + i);
      // Reading documents may take all the time that answering leaves.
      thread.setPriority(Thread.MIN_PRIORITY);
      threads.add(thread);
      thread.start();
    }
  }

  /** There is something to do: saves the wait until the next look. */
  public void hint() {
    // More would be futile looks once the queue is empty.
    if (hints.availablePermits() < threads.size()) {
      hints.release();
    }
  }

  /** Ends the work on a document, if it is this node's: others see it at their next look. */
  public void stop(UUID documentId) {
    RunningJob job = running.get(documentId);
    if (job != null) {
      job.stop();
    }
  }

  private void work() {
    while (open) {
      try {
        Optional<Job> job = jobs.next(name, LEASE, most);
        if (job.isPresent()) {
          run(job.get());
        } else {
          hints.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (Problem problem) {
        // The database is away; the queue waits there.
        pause();
      } catch (RuntimeException | Error e) {
        if (!open) {
          // Whatever was in its way at the end: who takes the job next begins anew.
          return;
        }
        LOG.log(Level.ERROR, "A job ended unexpectedly; it will be tried again", e);
        pause();
      }
    }
  }

  private void run(Job job) {
    // Each document is read by somebody; whoever that is, its worker reads them all.
    scoped(job.tenant(), () -> settle(job, outcome(job)));
  }

  /** What is to become of the job: empty if it is done, else after how long it is tried again. */
  private Optional<Duration> outcome(Job job) {
    RunningJob now = new RunningJob(job);
    running.put(job.documentId(), now);
    ScheduledFuture<?> looks =
        clock.scheduleAtFixedRate(
            () -> look(now), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return ingestion.run(now, () -> jobs.progressed(job));
    } catch (Stopped e) {
      return Optional.of(Duration.ZERO);
    } catch (Problem problem) {
      // A tenant that is unavailable, or gone, must not keep the worker from the others' documents.
      LOG.log(Level.WARNING, "tenant {0}: {1}", job.tenant(), problem.detail());
      return Optional.of(Ingestion.delay(job));
    } catch (RuntimeException e) {
      if (now.isStopped()) {
        // Whatever an interrupted thread came across.
        return Optional.of(Duration.ZERO);
      }
      throw e;
    } finally {
      looks.cancel(false);
      running.remove(job.documentId(), now);
      now.end();
    }
  }

  private void settle(Job job, Optional<Duration> again) {
    if (again.isEmpty()) {
      jobs.done(job, name);
    } else {
      jobs.release(job, name, again.get());
    }
  }

  /** Keeps the lease and stores how far the job is; ends it if nobody wants it any more. */
  private void look(RunningJob now) {
    try {
      scoped(
          now.job().tenant(),
          () -> {
            Progress reached = now.moved();
            if (!jobs.renew(now.job(), name, LEASE)) {
              now.stop();
            } else if (reached != null) {
              ingestion.progress(now, reached);
            }
          });
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The lease of a job could not be renewed: {0}", e.getMessage());
    }
  }

  private void sweep() {
    try {
      ingestion.sweep();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Abandoned uploads could not be looked for", e);
    }
  }

  static void scoped(TenantId tenant, Runnable work) {
    ReaderScope.run(Reader.ofEverything(), () -> TenantScope.run(tenant, work));
  }

  private void pause() {
    try {
      hints.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open = false;
    }
  }

  @Override
  public synchronized void close() {
    open = false;
    running.values().forEach(RunningJob::stop);
    threads.forEach(Thread::interrupt);
    tending.close();
    if (ingestion != null) {
      ingestion.close();
    }
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
