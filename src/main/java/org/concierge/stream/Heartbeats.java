package org.concierge.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The one thread that keeps all open streams awake, and few that ask whether their readers may
 * still read: a database that is slow must not let all streams fall asleep.
 */
public final class Heartbeats implements AutoCloseable {
  /** Of each credential the answer is remembered, so that they mostly need not wait. */
  private static final int CHECKS = 2;

  private final ScheduledExecutorService clock;
  private final Executor checks;

  /** With threads of its own. */
  public Heartbeats() {
    this(newClock(), newChecks());
  }

  Heartbeats(ScheduledExecutorService clock, Executor checks) {
    this.clock = clock;
    this.checks = checks;
  }

  private static ScheduledExecutorService newClock() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "concierge-heartbeats");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static ExecutorService newChecks() {
    return Executors.newFixedThreadPool(
        CHECKS,
        task -> {
          Thread thread = new Thread(task, "concierge-standing");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Rings at all open answers. */
  ScheduledExecutorService clock() {
    return clock;
  }

  /** Where a question that may have to wait for a database is asked. */
  Executor checks() {
    return checks;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    if (checks instanceof ExecutorService threads) {
      threads.shutdownNow();
    }
  }
}
