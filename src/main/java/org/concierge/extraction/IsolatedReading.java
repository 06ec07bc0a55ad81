package org.concierge.extraction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.problem.Problem;

/**
 * Reads files in processes of their own, which are killed when a file takes too long or its reading
 * is no longer wanted.
 */
final class IsolatedReading implements Reading {

  /** A busy machine may take this long to start a Java. */
  private static final Duration START = Duration.ofMinutes(1);

  /** UTF-8 takes up to 3 bytes a character; the rest is for blocks, of which most are short. */
  private static final int BYTES_PER_CHARACTER = 6;

  /** A scan of 300 pages takes half an hour, and tells of each page. */
  private static final int MAX_STEPS = 30;

  private final Limits limits;
  private final ParserPool pool;

  IsolatedReading(Limits limits, ParserPool pool) {
    this.limits = limits;
    this.pool = pool;
  }

  /** What the process tells; all but the last announce progress. */
  private record Event(boolean last, int done, int total, Extracted extracted, Exception failure) {
    static final Event READY = new Event(false, 0, 0, null, null);

    static Event last(Extracted extracted, Exception failure) {
      return new Event(true, 0, 0, extracted, failure);
    }
  }

  /**
   * Reads a file.
   *
   * @param progress called on the calling thread; what it throws ends the reading
   * @throws Problem UNAVAILABLE if no process can be started
   */
  @Override
  public Extracted read(
      Path file, String filename, String ocrLanguages, ExtractionProgress progress)
      throws ExtractionFailed {
    ParserProcess process = null;
    BlockingQueue<Event> events = new ArrayBlockingQueue<>(64);
    Thread listening = null;
    Event last = null;
    try {
      ParserProcess taken = pool.take();
      process = taken;
      listening =
          new Thread(() -> listen(taken, file, filename, ocrLanguages, events), "extraction");
      listening.setDaemon(true);
      listening.start();
      last = follow(events, progress);
      return result(taken, last);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ExtractionFailed(Reason.TIMED_OUT);
    } finally {
      if (process != null) {
        listening.interrupt();
        // One that has said its last word about this file is ready for the next.
        pool.giveBack(process, last != null && !(last.failure() instanceof IOException));
      }
    }
  }

  private Event follow(BlockingQueue<Event> events, ExtractionProgress progress)
      throws InterruptedException, ExtractionFailed {
    if (events.poll(START.toMillis(), TimeUnit.MILLISECONDS) != Event.READY) {
      throw Problem.unavailable("The process that reads files does not start.", null);
    }
    long step = limits.maxDuration().toNanos();
    long end = System.nanoTime() + MAX_STEPS * step;
    while (true) {
      long left = Math.min(step, end - System.nanoTime());
      Event event = events.poll(left, TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new ExtractionFailed(Reason.TIMED_OUT);
      }
      if (event.last()) {
        return event;
      }
      progress.pages(event.done(), event.total());
    }
  }

  private static Extracted result(ParserProcess process, Event last) throws ExtractionFailed {
    if (last.failure() instanceof ExtractionFailed failed) {
      throw failed;
    }
    if (last.failure() instanceof IOException died) {
      throw process.causeOfDeath(died);
    }
    return last.extracted();
  }

  /** Runs beside the caller, since reading from a process cannot be given up. */
  private void listen(
      ParserProcess process,
      Path file,
      String filename,
      String ocrLanguages,
      BlockingQueue<Event> events) {
    try {
      Event last;
      try {
        process.awaitReady();
        events.put(Event.READY);
        process.ask(file, filename, ocrLanguages);
        long maxBytes = BYTES_PER_CHARACTER * limits.maxCharacters() + (1 << 20);
        Extracted extracted =
            process.answer(maxBytes).read((done, total) -> tell(events, done, total));
        last = Event.last(extracted, null);
      } catch (IOException | ExtractionFailed failed) {
        last = Event.last(null, failed);
      } catch (IllegalArgumentException nonsense) {
        // A block on page -1: the process has been turned against us.
        last = Event.last(null, new IOException(nonsense));
      }
      events.put(last);
    } catch (InterruptedException nobodyListens) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(BlockingQueue<Event> events, int done, int total) throws IOException {
    try {
      events.put(new Event(false, done, total, null, null));
    } catch (InterruptedException nobodyListens) {
      Thread.currentThread().interrupt();
      throw new IOException(nobodyListens);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
