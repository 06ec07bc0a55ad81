package org.concierge.chat;

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

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "concierge-heartbeats");
            thread.setDaemon(true);
            return thread;
          });

  private final ExecutorService checks =
      Executors.newFixedThreadPool(
          CHECKS,
          task -> {
            Thread thread = new Thread(task, "concierge-standing");
            thread.setDaemon(true);
            return thread;
          });

  ScheduledExecutorService clock() {
    return clock;
  }

  Executor checks() {
    return checks;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    checks.shutdownNow();
  }
}
