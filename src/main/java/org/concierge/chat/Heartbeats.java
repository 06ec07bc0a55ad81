package org.concierge.chat;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The one thread that keeps all open streams awake. */
public final class Heartbeats implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "concierge-heartbeats");
            thread.setDaemon(true);
            return thread;
          });

  ScheduledExecutorService clock() {
    return clock;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
