package org.concierge.extraction;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.docling.DoclingClient;
import org.concierge.ocr.Ocr;
import org.concierge.problem.Problem;

/**
 * Reads a file of any supported format into blocks. Shared by all threads. A file is read in a
 * process of its own kind: whatever it does to its parser, it does to nothing else.
 */
public final class Extractor implements AutoCloseable {

  /** A long scan on a slow service. */
  private static final Duration DOCLING = Duration.ofMinutes(30);

  private static final Duration DOCLING_PAUSE = Duration.ofSeconds(1);

  private final Reading reading;
  private final DoclingReading docling;

  /** Reads in this process, without OCR: for tests. */
  public Extractor(Limits limits) {
    this(new ThreadReading(limits, Ocr.NONE), limits, new DoclingClient(DOCLING, DOCLING_PAUSE));
  }

  /**
   * As the installation says.
   *
   * @param webInf the application's folder where a server has unpacked it; empty elsewhere; asked
   *     when the first file is read, since a server may not know it earlier
   */
  public Extractor(ExtractionSettings settings, Supplier<Optional<Path>> webInf) {
    this(reading(settings, webInf), settings.limits(), new DoclingClient(DOCLING, DOCLING_PAUSE));
  }

  Extractor(Reading reading, Limits limits, DoclingClient service) {
    this.reading = reading;
    docling = new DoclingReading(reading, service, limits.maxCharacters());
  }

  private static Reading reading(ExtractionSettings settings, Supplier<Optional<Path>> webInf) {
    Limits limits = settings.limits();
    if (settings.inProcess()) {
      return new ThreadReading(limits, settings.tesseract().map(Ocr::of).orElse(Ocr.NONE));
    }
    String tesseract = settings.tesseract().map(Path::toString).orElse("");
    ParserCommand command = new ParserCommand(webInf, settings.heapMegabytes(), limits, tesseract);
    return new IsolatedReading(limits, new ParserPool(command, settings.processes()));
  }

  /** As the environment says, for programs that no server runs. */
  public static Extractor fromEnvironment() {
    return new Extractor(ExtractionSettings.fromEnvironment(), Optional::empty);
  }

  /**
   * Reads a whole file.
   *
   * @param filename as uploaded; only its suffix counts, and only where the content leaves a choice
   * @return at least one block
   * @throws ExtractionFailed with a reason that a person understands, whatever the parser did
   * @throws Problem UNAVAILABLE if no process can be started: nothing is wrong with the file
   */
  public Extracted extract(Path file, String filename) throws ExtractionFailed {
    return extract(file, filename, ExtractionProgress.SILENT);
  }

  /**
   * As {@link #extract(Path, String)}. An interruption of the calling thread ends the reading.
   *
   * @param progress called on the calling thread; what it throws ends the reading
   */
  public Extracted extract(Path file, String filename, ExtractionProgress progress)
      throws ExtractionFailed {
    return extract(file, filename, ExtractionOptions.STANDARD, progress);
  }

  /** As {@link #extract(Path, String, ExtractionProgress)}, the way a tenant wants it. */
  public Extracted extract(
      Path file, String filename, ExtractionOptions options, ExtractionProgress progress)
      throws ExtractionFailed {
    return docling.read(file, filename, options, progress);
  }

  @Override
  public void close() {
    reading.close();
  }
}
