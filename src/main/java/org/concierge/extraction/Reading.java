package org.concierge.extraction;

import java.nio.file.Path;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionProgress;

/** Where files are read: in a process of their own, or here. */
interface Reading extends AutoCloseable {

  /**
   * Reads a file.
   *
   * @param progress what it throws ends the reading
   */
  Extracted read(Path file, String filename, String ocrLanguages, ExtractionProgress progress)
      throws ExtractionFailed;

  @Override
  void close();
}
