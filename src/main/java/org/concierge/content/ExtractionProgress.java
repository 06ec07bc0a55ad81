package org.concierge.content;

/** Hears how far the reading of a file has come; called by one thread at a time. */
@FunctionalInterface
public interface ExtractionProgress {

  /** For callers who do not want to know. */
  ExtractionProgress SILENT = (done, total) -> {};

  /**
   * @param done pages read so far, never falling
   * @param total at least {@code done}; 0 while it is not known
   */
  void pages(int done, int total);
}
