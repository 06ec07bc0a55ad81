package org.concierge.pdf;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.content.Suspicions;
import org.concierge.ocr.Ocr;

/**
 * Reads the text of a PDF with its layout; pages that are only pictures by OCR, where there is one.
 * Thread safe.
 */
public final class PdfReader {

  private final Limits limits;
  private final Ocr ocr;

  public PdfReader(Limits limits, Ocr ocr) {
    this.limits = limits;
    this.ocr = ocr;
  }

  /**
   * Reads a whole PDF.
   *
   * @return with field {@code pages_without_text} where pages could not be read for want of OCR
   */
  public Extracted read(
      Path file, String ocrLanguages, ExtractionProgress progress, Suspicions suspicions)
      throws IOException, ExtractionFailed {
    // Beyond the first the unpacked streams go to disk, beyond the second the file is a bomb.
    MemoryUsageSetting memory = MemoryUsageSetting.setupMixed(16L << 20, 1L << 30);
    try (PDDocument document = Loader.loadPDF(file.toFile(), memory.streamCache)) {
      PdfScans scans = new PdfScans(document, ocr, ocrLanguages);
      HiddenText hidden = new HiddenText(document, suspicions);
      PdfLines lines = new PdfLines(document, limits, scans, hidden, progress);
      lines.writeText(document, Writer.nullWriter());
      boolean nothing = lines.found().isEmpty() && scans.blocks().isEmpty();
      if (nothing && document.isEncrypted()) {
        throw new ExtractionFailed(Reason.PASSWORD_PROTECTED);
      }
      if (nothing && lines.failure() != null) {
        throw new IOException(lines.failure());
      }
      if (nothing && scans.sawPictures() && scans.reads()) {
        throw new ExtractionFailed(Reason.NO_TEXT, PdfScans.NOTHING_RECOGNISED, null);
      }
      List<PdfLayout.Line> body = PdfFurniture.without(lines.found(), lines.heights());
      return extracted(
          document, lines, scans, merged(new PdfLayout(body).blocks(), scans.blocks()));
    }
  }

  private static Extracted extracted(
      PDDocument document, PdfLines lines, PdfScans scans, List<Block> blocks) {
    PDDocumentInformation information = document.getDocumentInformation();
    Map<String, String> fields = fields(information);
    if (!scans.unread().isEmpty()) {
      String pages = scans.unread().stream().map(String::valueOf).collect(Collectors.joining(", "));
      fields.put("pages_without_text", pages);
    }
    return new Extracted(
        "application/pdf",
        orEmpty(information.getTitle()),
        orEmpty(information.getAuthor()),
        orEmpty(document.getDocumentCatalog().getLanguage()),
        lines.pages(),
        fields,
        blocks,
        scans.blocks().isEmpty() ? Extracted.TIKA : Extracted.TESSERACT,
        List.of());
  }

  /** Puts the recognised pages between those that have text of their own. */
  private static List<Block> merged(List<Block> written, List<Block> recognised) {
    List<Block> merged = new ArrayList<>(written.size() + recognised.size());
    int next = 0;
    for (Block block : written) {
      while (next < recognised.size() && recognised.get(next).page() < block.page()) {
        merged.add(recognised.get(next++));
      }
      merged.add(block);
    }
    merged.addAll(recognised.subList(next, recognised.size()));
    return merged;
  }

  private static Map<String, String> fields(PDDocumentInformation information) {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "subject", information.getSubject());
    put(fields, "keywords", information.getKeywords());
    if (information.getCreationDate() != null) {
      put(fields, "created", information.getCreationDate().toInstant().toString());
    }
    if (information.getModificationDate() != null) {
      put(fields, "modified", information.getModificationDate().toInstant().toString());
    }
    return fields;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (!orEmpty(value).isEmpty()) {
      fields.put(name, orEmpty(value));
    }
  }

  private static String orEmpty(String value) {
    return value == null ? "" : Block.paragraph(0, value).text();
  }
}
