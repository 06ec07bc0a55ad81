package org.concierge.extraction;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.concierge.problem.Problem;

/**
 * The parser processes of this server: never more than so many, started when there is a file,
 * replaced after some files so that no parser's leak adds up, ended when there is nothing to do.
 */
final class ParserPool implements AutoCloseable {

  /** A start costs a second, so it is paid once for many files. */
  private static final int FILES_PER_PROCESS = 100;

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ParserCommand command;
  private final Semaphore free;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Set<ParserProcess> running = new HashSet<>();
  private final ScheduledExecutorService clock;
  private boolean closed;

  private record Idle(ParserProcess process, long sinceNanos) {}

  ParserPool(ParserCommand command, int processes) {
    this.command = command;
    free = new Semaphore(processes, true);
    clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "parser-processes");
              thread.setDaemon(true);
              return thread;
            });
    long every = IDLE.toMillis() / 2;
    clock.scheduleWithFixedDelay(this::endIdle, every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes a process out of the pool, when there is one; it must be given back.
   *
   * @throws Problem UNAVAILABLE if none can be started: nothing is wrong with the file
   */
  ParserProcess take() throws InterruptedException {
    free.acquire();
    try {
      ParserProcess process = reused();
      return process != null ? process : started();
    } catch (IOException e) {
      free.release();
      throw Problem.unavailable("The process that reads files cannot be started.", e);
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }

  /**
   * @param usable false if it may be in the middle of something
   */
  void giveBack(ParserProcess process, boolean usable) {
    boolean kept = false;
    synchronized (this) {
      if (usable && !closed && process.isAlive() && process.files() < FILES_PER_PROCESS) {
        kept = idle.offerFirst(new Idle(process, System.nanoTime()));
      } else {
        running.remove(process);
      }
    }
    if (!kept) {
      process.close();
    }
    free.release();
  }

  private synchronized ParserProcess reused() {
    for (Idle next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      if (next.process().isAlive()) {
        return next.process();
      }
      running.remove(next.process());
      next.process().close();
    }
    return null;
  }

  private ParserProcess started() throws IOException {
    ParserProcess process = ParserProcess.start(command);
    synchronized (this) {
      if (closed) {
        process.close();
        throw Problem.unavailable("The server is stopping.", null);
      }
      running.add(process);
    }
    return process;
  }

  private synchronized void endIdle() {
    long now = System.nanoTime();
    idle.removeIf(
        one -> {
          boolean old = now - one.sinceNanos() > IDLE.toNanos() || !one.process().isAlive();
          if (old) {
            running.remove(one.process());
            one.process().close();
          }
          return old;
        });
  }

  @Override
  public void close() {
    clock.shutdownNow();
    synchronized (this) {
      closed = true;
      idle.clear();
      running.forEach(ParserProcess::close);
      running.clear();
    }
  }
}
