package org.concierge.ingestion;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
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
import org.concierge.document.ChunkRepository;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentRepository;
import org.concierge.ingestion.Ingestion.Outcome;
import org.concierge.ingestion.JobRepository.Job;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;
import org.concierge.problem.Problem;
import org.concierge.screening.Screening;
import org.concierge.screening.SuspicionRepository;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * The threads that work off the queue of this node. Each holds one job at a time under a lease that
 * a clock renews; whatever ends the process ends the renewals too, and the job is taken up again.
 */
public final class IngestionWorker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(IngestionWorker.class.getName());

  /** How long a dead worker's job waits; it is renewed four times within. */
  private static final Duration LEASE = Duration.ofSeconds(20);

  /** How long an upload waits at most if the hint of this node's own uploads is missing. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private final JobRepository jobs;
  private final Ingestion ingestion;
  private final String name = "node-" + UUID.randomUUID();
  private final Semaphore hints = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private ScheduledExecutorService clock;
  private volatile boolean running;

  public IngestionWorker(JobRepository jobs, Ingestion ingestion) {
    this.jobs = jobs;
    this.ingestion = ingestion;
  }

  /** The worker as server and command line have it, which put their other parts together. */
  public static IngestionWorker of(
      Tenants tenants,
      Databases databases,
      EntityManagers entities,
      DocumentFiles files,
      Ingestion.Reading reading,
      Clock time) {
    DocumentRepository documents = new DocumentRepository(entities, time);
    Screening screening = new Screening(new SuspicionRepository(databases), documents, tenants);
    return new IngestionWorker(
        new JobRepository(databases),
        new Ingestion(
            tenants, documents, new ChunkRepository(databases), files, screening, reading));
  }

  /** Begins to work, on threads of the server. */
  public synchronized void start(ThreadFactory factory, int count) {
    running = true;
    // Two: a folder on a slow disk that is looked through must not cost a lease.
    clock = Executors.newScheduledThreadPool(2, factory);
    clock.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.DAYS);
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
    hints.release();
  }

  private void work() {
    while (running) {
      try {
        Optional<Job> job = jobs.next(name, LEASE);
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
        LOG.log(Level.ERROR, "A job ended unexpectedly; it will be tried again", e);
        pause();
      }
    }
  }

  private void run(Job job) {
    ScheduledFuture<?> renewal =
        clock.scheduleAtFixedRate(
            () -> renew(job), LEASE.toMillis() / 4, LEASE.toMillis() / 4, TimeUnit.MILLISECONDS);
    try {
      // Each document is read by somebody; whoever that is, its worker reads them all.
      ReaderScope.get(
          Reader.ofEverything(),
          () -> {
            TenantScope.run(job.tenant(), () -> settle(job, outcome(job)));
            return null;
          });
    } finally {
      renewal.cancel(false);
    }
  }

  /** A tenant that is unavailable, or gone, must not keep the worker from the others' documents. */
  private Outcome outcome(Job job) {
    try {
      return ingestion.run(job);
    } catch (Problem problem) {
      LOG.log(Level.WARNING, "tenant {0}: {1}", job.tenant(), problem.detail());
      return Outcome.AGAIN;
    }
  }

  private void settle(Job job, Outcome outcome) {
    if (outcome == Outcome.DONE) {
      jobs.remove(job.tenant(), job.documentId());
    } else {
      jobs.renew(job, name, delay(job.attempts()));
    }
  }

  /** A job that is to be tried again keeps its lease for that long: nobody takes it before. */
  private static Duration delay(int attempts) {
    return Duration.ofSeconds(1L << Math.min(attempts, 6));
  }

  private void sweep() {
    try {
      ingestion.sweep();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Abandoned uploads could not be looked for", e);
    }
  }

  private void renew(Job job) {
    try {
      TenantScope.run(job.tenant(), () -> jobs.renew(job, name, LEASE));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The lease of a job could not be renewed: {0}", e.getMessage());
    }
  }

  private void pause() {
    try {
      hints.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
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
