package org.concierge.pdf;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.pdf.PdfLayout.Cell;
import org.concierge.pdf.PdfLayout.Line;

/** Reads the text of a PDF as lines with their place and their font. Thread safe. */
public final class PdfReader {

  // The largest printed works have some 5,000 pages; a page tree that claims a million is a trap.
  private static final int MAX_PAGES = 20_000;

  // How much of a page, above and below, running titles may take.
  private static final float MARGIN = 0.12f;
  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "\\W*(?:\\p{L}{1,6}\\.? )?(?:0|[ivxl]{1,6})(?: ?(?:of|von|de|sur|di|/|-) ?0)?\\W*");
  // "Annual leave ......... 12" in a table of contents.
  private static final Pattern CONTENTS =
      Pattern.compile(
          "(?i)(table of )?contents|inhalt(sverzeichnis)?|sommaire|table des matières|índice|indice"
              + "|contenido|inhoud(sopgave)?|spis treści|innehåll|sumário");
  private static final Pattern LEADER = Pattern.compile(".*\\S\\s*…\\s*\\d{1,4}");

  private final long maxCharacters;

  public PdfReader(long maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  public Extracted read(Path file) throws IOException, ExtractionFailed {
    // Beyond the first the unpacked streams go to disk, beyond the second the file is a bomb.
    MemoryUsageSetting memory = MemoryUsageSetting.setupMixed(64L << 20, 1L << 30);
    try (PDDocument document = Loader.loadPDF(file.toFile(), memory.streamCache)) {
      Lines lines = new Lines(maxCharacters);
      lines.writeText(document, Writer.nullWriter());
      if (lines.found.isEmpty() && document.isEncrypted()) {
        throw new ExtractionFailed(ExtractionFailed.Reason.PASSWORD_PROTECTED);
      }
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
          lines.pages(),
          fields(information),
          new PdfLayout(withoutFurniture(lines.found, lines.heights)).blocks());
    }
  }

  /** Leaves out page numbers, running titles and tables of contents: found, they answer nothing. */
  private static List<Line> withoutFurniture(List<Line> all, Map<Integer, Float> heights) {
    Map<Integer, List<Line>> pages = new TreeMap<>();
    all.forEach(line -> pages.computeIfAbsent(line.page(), p -> new ArrayList<>()).add(line));
    Map<String, Set<Integer>> places = new HashMap<>();
    Set<Line> edges = new HashSet<>();
    pages.forEach((page, lines) -> edges.addAll(edges(lines, heights.getOrDefault(page, 800f))));
    edges.forEach(l -> places.computeIfAbsent(key(l), k -> new HashSet<>()).add(l.page()));
    Set<Line> dropped = new HashSet<>();
    pages.values().forEach(lines -> dropped.addAll(contents(lines, heights.size())));
    Set<String> kept = new HashSet<>();
    List<Line> body = new ArrayList<>();
    for (Line line : all) {
      String key = key(line);
      boolean number = edges.contains(line) && PAGE_NUMBER.matcher(key).matches();
      boolean again = edges.contains(line) && places.get(key).size() >= (pages.size() > 3 ? 3 : 2);
      // A running title without a number stays once: "Confidential" is worth knowing.
      if (!number && !dropped.contains(line) && (!again || !key.contains("0") && kept.add(key))) {
        body.add(line);
      }
    }
    return body;
  }

  /** Returns the entries of a table of contents: page numbers at the end that only go up. */
  private static Set<Line> contents(List<Line> lines, int pages) {
    boolean titled = lines.stream().anyMatch(line -> CONTENTS.matcher(line.text()).matches());
    Set<Line> entries = new HashSet<>();
    int last = 0;
    for (Line line : lines) {
      boolean named = line.text().matches(".*\\p{L}.*");
      boolean column =
          titled && named && line.cells().get(line.cells().size() - 1).text().matches("\\d{1,4}");
      Matcher leader = LEADER.matcher(line.text());
      if (leader.matches() || column) {
        int number = Integer.parseInt(line.text().replaceFirst(".*\\D(?=\\d{1,4}$)", ""));
        // Prices in a menu look the same, but do not go up to the number of pages and no further.
        if (number < last || number > pages + 20) {
          return Set.of();
        }
        last = number;
        entries.add(line);
      }
    }
    return entries.size() > 3 ? entries : Set.of();
  }

  /** Returns the two outermost lines above and below, if they are near the edge of the page. */
  private static Set<Line> edges(List<Line> lines, float height) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparing(Line::top));
    Set<Line> edges = new HashSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      Line line = sorted.get(i);
      boolean outermost = i < 2 || i >= sorted.size() - 2;
      float room = PAGE_NUMBER.matcher(key(line)).matches() ? MARGIN * 2 : MARGIN;
      if (outermost && (line.top() < height * room || line.top() > height * (1 - room))) {
        edges.add(line);
      }
    }
    return edges;
  }

  private static String key(Line line) {
    String text = line.text().toLowerCase(Locale.ROOT);
    return text.replaceAll("\\d+", "0").replaceAll("\\s+", " ").strip();
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
    private static final float WIDE_GAP = 1.1f;

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

    /** Returns how many pages there really are; what the file claims may be wrong. */
    int pages() {
      return getCurrentPageNo() - 1;
    }

    @Override
    public void processPage(PDPage page) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException();
      }
      if (getCurrentPageNo() > MAX_PAGES) {
        throw new IOException(new ExtractionFailed(ExtractionFailed.Reason.TOO_LARGE));
      }
      try {
        boolean upright = page.getRotation() % 180 == 0;
        PDRectangle box = page.getCropBox();
        heights.put(getCurrentPageNo(), upright ? box.getHeight() : box.getWidth());
        super.processPage(page);
      } catch (IOException | RuntimeException broken) {
        if (characters > maxCharacters) {
          throw broken;
        }
        // One broken page must not cost the others; the reason counts if all are broken.
        failure = broken;
        endLine();
      }
    }

    @Override
    protected void writeString(String raw, List<TextPosition> positions) throws IOException {
      // A soft hyphen is seen at the end of a line only, and there it divides a word. The dots of
      // "Leave ........ 12" only lead the eye.
      String hyphenated = raw.replaceFirst("[\u00AD\u2010]\\s*$", "-");
      String text = Block.clean(hyphenated).replaceAll("[.·…_][\\s.·…_]{4,}", " … ").strip();
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
      // Type 3 fonts have sizes of their own making; their glyphs still have a height.
      float size = Math.round(Math.max(first.getFontSizeInPt(), first.getHeightDir()) * 2) / 2f;
      Cell before = cells.isEmpty() ? null : cells.get(cells.size() - 1);
      if (before == null || left - before.right() > WIDE_GAP * size) {
        cells.add(new Cell(left, right, text));
      } else {
        cells.set(
            cells.size() - 1,
            new Cell(Math.min(before.left(), left), right, before.text() + " " + text));
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
        found.add(new Line(getCurrentPageNo(), top, size, bold > 9 * regular, List.copyOf(cells)));
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
