package org.concierge.extraction;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.format.DocumentReader;
import org.concierge.ocr.Ocr;

/**
 * Reads each file in a thread of this process, which is interrupted and abandoned when its time is
 * over.
 */
final class ThreadReading implements Reading {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Limits limits;
  private final DocumentReader reader;

  ThreadReading(Limits limits, Ocr ocr) {
    this.limits = limits;
    reader = new DocumentReader(limits, ocr);
  }

  @Override
  public Extracted read(
      Path file, String filename, String ocrLanguages, ExtractionProgress progress)
      throws ExtractionFailed {
    AtomicReference<int[]> reached = new AtomicReference<>();
    FutureTask<Extracted> task =
        new FutureTask<>(
            () ->
                reader.read(
                    file,
                    filename,
                    ocrLanguages,
                    (done, total) -> reached.set(new int[] {done, total})));
    Thread thread = new Thread(task, "extraction");
    thread.setDaemon(true);
    // Parsers look up their parts through it; on a server the caller's may be that of the server.
    thread.setContextClassLoader(ThreadReading.class.getClassLoader());
    thread.start();
    try {
      return await(task, reached, progress);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ExtractionFailed(Reason.TIMED_OUT);
    } catch (ExecutionException failed) {
      throw ExtractionFailed.because(failed.getCause());
    } finally {
      thread.interrupt();
    }
  }

  /** Tells how far it is on this thread, as the listener may expect. */
  private Extracted await(
      FutureTask<Extracted> task, AtomicReference<int[]> reached, ExtractionProgress progress)
      throws InterruptedException, ExecutionException, ExtractionFailed {
    long end = System.nanoTime() + limits.maxDuration().toNanos();
    while (true) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new ExtractionFailed(Reason.TIMED_OUT);
      }
      try {
        return task.get(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException notYet) {
        int[] pages = reached.getAndSet(null);
        if (pages != null) {
          progress.pages(pages[0], pages[1]);
        }
      }
    }
  }

  @Override
  public void close() {
    // Its threads end by themselves.
  }
}
