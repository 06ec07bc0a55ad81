package org.concierge.extraction;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.Limits;
import org.concierge.format.DocumentReader;

/**
 * Reads a file of any supported format into blocks. Shared by all threads; each call reads in a
 * thread of its own, which is interrupted and abandoned when its time is over, so a hostile file
 * costs at most one such thread.
 */
public final class Extractor {

  private final Limits limits;
  private final DocumentReader reader;

  public Extractor(Limits limits) {
    this.limits = limits;
    reader = new DocumentReader(limits);
  }

  /**
   * Reads a whole file.
   *
   * @param filename as uploaded; only its suffix counts, and only where the content leaves a choice
   * @return at least one block
   * @throws ExtractionFailed with a reason that a person understands, whatever the parser did
   */
  public Extracted extract(Path file, String filename) throws ExtractionFailed {
    FutureTask<Extracted> task = new FutureTask<>(() -> reader.read(file, filename));
    Thread thread = new Thread(task, "extraction");
    thread.setDaemon(true);
    // Parsers look up their parts through it; on a server the caller's may be that of the server.
    thread.setContextClassLoader(Extractor.class.getClassLoader());
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
}
