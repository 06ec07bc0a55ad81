package org.concierge.extraction;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Suspicions;
import org.concierge.docling.DoclingClient;

/**
 * Lets the Docling service read, after our own readers have had a look: they find what is broken,
 * protected or hidden, and their text stands where the service is away.
 */
final class DoclingReading {

  /** Our own readers leave pictures to the service. */
  private static final String NO_OCR = "";

  private final Reading own;
  private final DoclingClient service;
  private final long maxCharacters;

  DoclingReading(Reading own, DoclingClient service, long maxCharacters) {
    this.own = own;
    this.service = service;
    this.maxCharacters = maxCharacters;
  }

  Extracted read(Path file, String filename, ExtractionOptions options, ExtractionProgress progress)
      throws ExtractionFailed {
    if (options.docling().isEmpty() || !DoclingClient.reads(filename)) {
      return own.read(file, filename, options.ocrLanguages(), progress);
    }
    Extracted looked = null;
    try {
      looked = own.read(file, filename, NO_OCR, progress);
    } catch (ExtractionFailed failed) {
      if (failed.reason() != Reason.NO_TEXT) {
        throw failed;
      }
    }
    List<Block> blocks = ask(options.docling().get(), file, filename);
    if (!blocks.isEmpty()) {
      return combined(looked, blocks, filename);
    }
    boolean complete = looked != null && !looked.metadata().containsKey("pages_without_text");
    return complete ? looked : own.read(file, filename, options.ocrLanguages(), progress);
  }

  private List<Block> ask(URI address, Path file, String filename) throws ExtractionFailed {
    try {
      List<Block> blocks = service.read(address, file, filename);
      long letters = blocks.stream().mapToLong(block -> block.text().length()).sum();
      if (letters > maxCharacters) {
        throw new ExtractionFailed(Reason.TOO_LARGE);
      }
      return blocks;
    } catch (IOException away) {
      System.getLogger(DoclingReading.class.getName())
          .log(Level.WARNING, "Docling: {0}; the file is read here", away.toString());
      return List.of();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ExtractionFailed(Reason.TIMED_OUT);
    }
  }

  private static Extracted combined(Extracted looked, List<Block> blocks, String filename) {
    Suspicions suspicions = new Suspicions();
    blocks.forEach(suspicions::scan);
    int pages = blocks.stream().mapToInt(Block::page).max().orElse(0);
    if (looked == null) {
      String title = filename.replaceFirst("\\.[^.]{1,8}$", "");
      String guess = URLConnection.guessContentTypeFromName(filename);
      String type = guess == null ? "application/octet-stream" : guess;
      return new Extracted(
          type, title, "", "", pages, Map.of(), blocks, Extracted.DOCLING, suspicions.found());
    }
    return new Extracted(
        looked.mediaType(),
        looked.title(),
        looked.author(),
        looked.language(),
        Math.max(pages, looked.pages()),
        looked.metadata(),
        blocks,
        Extracted.DOCLING,
        looked.suspicions().isEmpty() ? suspicions.found() : looked.suspicions());
  }
}
