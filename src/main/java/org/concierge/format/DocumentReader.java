package org.concierge.format;

import java.nio.file.Path;
import java.util.List;
import org.apache.tika.detect.DefaultDetector;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Language;
import org.concierge.content.Limits;
import org.concierge.content.Suspicions;
import org.concierge.content.Titles;
import org.concierge.ocr.Ocr;
import org.concierge.pdf.PdfReader;

/**
 * Reads a file of any supported format into blocks, on the calling thread, for as long as it takes.
 * Thread safe.
 */
public final class DocumentReader {

  private final Readers readers;

  /** One for each way to read; all are thread safe. */
  record Readers(
      Limits limits,
      MediaTypes types,
      OfficeReader office,
      PdfReader pdf,
      PictureReader pictures) {}

  public DocumentReader(Limits limits, Ocr ocr) {
    readers =
        new Readers(
            limits,
            new MediaTypes(new DefaultDetector(DocumentReader.class.getClassLoader())),
            new OfficeReader(limits.maxCharacters()),
            new PdfReader(limits, ocr),
            new PictureReader(ocr));
  }

  /**
   * Reads a whole file.
   *
   * @param filename as uploaded; only its suffix counts, and only where the content leaves a choice
   * @param ocrLanguages as Tesseract names them, joined by plus signs; empty for no OCR
   * @return at least one block
   * @throws Exception anything that a parser throws; {@link ExtractionFailed#because} finds the
   *     reason in it
   */
  public Extracted read(
      Path file, String filename, String ocrLanguages, ExtractionProgress progress)
      throws Exception {
    Suspicions suspicions = new Suspicions();
    Extracted read =
        new DocumentReading(readers, ocrLanguages, progress, suspicions).read(file, filename);
    List<Block> blocks = read.blocks();
    blocks.forEach(suspicions::scan);
    return new Extracted(
        read.mediaType(),
        Titles.of(read.title(), blocks, filename),
        read.author(),
        read.language().isEmpty() ? Language.of(blocks) : read.language(),
        read.pages(),
        read.metadata(),
        blocks,
        read.parser(),
        suspicions.found());
  }
}
