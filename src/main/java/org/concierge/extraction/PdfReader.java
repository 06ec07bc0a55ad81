package org.concierge.extraction;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Reads the text of a PDF as lines with their place and their font. Thread safe. */
final class PdfReader {

  // The largest printed works have some 5,000 pages; a page tree that claims a million is a trap.
  private static final int MAX_PAGES = 20_000;

  /** A run of text on a line without a wide gap inside. */
  record Cell(float left, float right, String text) {}

  /**
   * A line of a page; more than one cell if there are wide gaps in it.
   *
   * @param top distance of the base line from the upper edge, in points
   * @param size of the font, in points, of most of its characters
   */
  record Line(int page, float top, float size, boolean bold, List<Cell> cells) {
    String text() {
      return String.join(" ", cells.stream().map(Cell::text).toList());
    }

    float left() {
      return cells.get(0).left();
    }

    float right() {
      return cells.get(cells.size() - 1).right();
    }
  }

  private final long maxCharacters;

  PdfReader(long maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  Extracted read(Path file) throws IOException, ExtractionFailed {
    MemoryUsageSetting memory = MemoryUsageSetting.setupMixed(64L << 20);
    try (PDDocument document = Loader.loadPDF(file.toFile(), memory.streamCache)) {
      int pages = document.getNumberOfPages();
      if (pages > MAX_PAGES) {
        throw new ExtractionFailed(ExtractionFailed.Reason.TOO_LARGE);
      }
      Lines lines = new Lines(maxCharacters);
      lines.writeText(document, Writer.nullWriter());
      if (lines.found.isEmpty() && lines.failure != null) {
        throw new IOException(lines.failure);
      }
      PDDocumentInformation information = document.getDocumentInformation();
      String language = document.getDocumentCatalog().getLanguage();
      return new Extracted(
          "application/pdf",
          orEmpty(information.getTitle()),
          orEmpty(information.getAuthor()),
          orEmpty(language),
          pages,
          fields(information),
          new PdfLayout(lines.found, lines.heights).blocks());
    }
  }

  private static Map<String, String> fields(PDDocumentInformation information) {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "subject", information.getSubject());
    put(fields, "keywords", information.getKeywords());
    if (information.getCreationDate() != null) {
      put(fields, "created", information.getCreationDate().toInstant().toString());
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

  /** Gathers lines while PDFBox walks through the pages. */
  private static final class Lines extends PDFTextStripper {
    // In ems. Blanks between justified words stay below; columns of a table are further apart.
    private static final float WIDE_GAP = 1.7f;

    final List<Line> found = new ArrayList<>();
    final Map<Integer, Float> heights = new LinkedHashMap<>();
    private final long maxCharacters;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<Float, Integer> sizes = new LinkedHashMap<>();
    private long characters;
    private int bold;
    private int regular;
    private float top;
    Exception failure;

    Lines(long maxCharacters) {
      this.maxCharacters = maxCharacters;
      setSuppressDuplicateOverlappingText(true);
      // Content order keeps columns apart; sorting would read across them.
      setSortByPosition(false);
    }

    @Override
    public void processPage(PDPage page) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException();
      }
      try {
        super.processPage(page);
        heights.put(getCurrentPageNo(), page.getCropBox().getHeight());
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException | RuntimeException broken) {
        // One broken page must not cost the others; the reason counts if all are broken.
        failure = broken;
        endLine();
      }
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) throws IOException {
      characters += text.length();
      if (characters > maxCharacters) {
        throw new IOException(new ExtractionFailed(ExtractionFailed.Reason.TOO_LARGE));
      }
      if (text.isBlank() || positions.isEmpty()) {
        return;
      }
      TextPosition first = positions.get(0);
      TextPosition last = positions.get(positions.size() - 1);
      float left = first.getXDirAdj();
      float right = last.getXDirAdj() + last.getWidthDirAdj();
      float size = Math.round(first.getFontSizeInPt() * 2) / 2f;
      Cell before = cells.isEmpty() ? null : cells.get(cells.size() - 1);
      if (before == null || left - before.right() > WIDE_GAP * size) {
        cells.add(new Cell(left, right, text.strip()));
      } else {
        cells.set(
            cells.size() - 1,
            new Cell(Math.min(before.left(), left), right, before.text() + " " + text.strip()));
      }
      top = first.getYDirAdj();
      sizes.merge(size, text.length(), Integer::sum);
      if (isBold(first.getFont())) {
        bold += text.length();
      } else {
        regular += text.length();
      }
    }

    @Override
    protected void writeLineSeparator() {
      endLine();
    }

    @Override
    protected void endPage(PDPage page) {
      endLine();
    }

    private void endLine() {
      if (!cells.isEmpty()) {
        float size =
            sizes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        found.add(new Line(getCurrentPageNo(), top, size, bold > regular, List.copyOf(cells)));
      }
      cells.clear();
      sizes.clear();
      bold = 0;
      regular = 0;
    }

    private static boolean isBold(PDFont font) {
      String name = font == null ? null : font.getName();
      if (name != null && name.toLowerCase(Locale.ROOT).matches(".*(bold|black|heavy|demi).*")) {
        return true;
      }
      PDFontDescriptor descriptor = font == null ? null : font.getFontDescriptor();
      return descriptor != null && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600);
    }
  }
}
