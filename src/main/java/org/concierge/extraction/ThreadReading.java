package org.concierge.extraction;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.format.DocumentReader;
import org.concierge.ocr.Ocr;

/**
 * Reads each file in a thread of this process, which is interrupted and abandoned when its time is
 * over. Progress is told on that thread.
 */
final class ThreadReading implements Reading {

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
    FutureTask<Extracted> task =
        new FutureTask<>(() -> reader.read(file, filename, ocrLanguages, progress));
    Thread thread = new Thread(task, "extraction");
    thread.setDaemon(true);
    // Parsers look up their parts through it; on a server the caller's may be that of the server.
    thread.setContextClassLoader(ThreadReading.class.getClassLoader());
    thread.start();
    try {
      return task.get(limits.maxDuration().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException over) {
      throw new ExtractionFailed(Reason.TIMED_OUT);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ExtractionFailed(Reason.TIMED_OUT);
    } catch (ExecutionException failed) {
      throw ExtractionFailed.because(failed.getCause());
    } finally {
      thread.interrupt();
    }
  }

  @Override
  public void close() {
    // Its threads end by themselves.
  }
}
