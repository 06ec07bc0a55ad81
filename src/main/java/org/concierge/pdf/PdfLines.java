package org.concierge.pdf;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.concierge.content.Block;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.pdf.PdfLayout.Cell;
import org.concierge.pdf.PdfLayout.Line;

/** Gathers lines with their place and their font while PDFBox walks through the pages. */
final class PdfLines extends PDFTextStripper {

  // The largest printed works have some 5,000 pages; a page tree that claims a million is a trap.
  private static final int MAX_PAGES = 20_000;

  // In ems. Blanks between justified words stay below; columns of a table are further apart.
  private static final float WIDE_GAP = 1.1f;

  private final List<Line> found = new ArrayList<>();
  private final Map<Integer, Float> heights = new LinkedHashMap<>();
  private final Limits limits;
  private final PdfScans scans;
  private final HiddenText hidden;
  private final ExtractionProgress progress;
  private final int claimed;
  private final long start = System.nanoTime();
  private final List<Cell> cells = new ArrayList<>();
  private final Map<Float, Integer> sizes = new LinkedHashMap<>();
  private long characters;
  private int bold;
  private int regular;
  private float top;
  private Exception failure;

  PdfLines(
      PDDocument document,
      Limits limits,
      PdfScans scans,
      HiddenText hidden,
      ExtractionProgress progress) {
    this.limits = limits;
    this.scans = scans;
    this.hidden = hidden;
    this.progress = progress;
    claimed = document.getNumberOfPages();
    setSuppressDuplicateOverlappingText(true);
    // Content order keeps columns apart; sorting would read across them.
    setSortByPosition(false);
    // Not needed for text, but for whether it can be seen.
    addOperator(new SetNonStrokingColor(this));
    addOperator(new SetNonStrokingColorN(this));
    addOperator(new SetNonStrokingColorSpace(this));
    addOperator(new SetNonStrokingDeviceCMYKColor(this));
    addOperator(new SetNonStrokingDeviceGrayColor(this));
    addOperator(new SetNonStrokingDeviceRGBColor(this));
  }

  List<Line> found() {
    return found;
  }

  /** The height of each page, as it is looked at. */
  Map<Integer, Float> heights() {
    return heights;
  }

  /** Why the last broken page could not be read; null if none was broken. */
  Exception failure() {
    return failure;
  }

  /** Returns how many pages there really are; what the file claims may be wrong. */
  int pages() {
    return getCurrentPageNo() - 1;
  }

  @Override
  public void processPage(PDPage page) throws IOException {
    int number = getCurrentPageNo();
    checkLimits(number);
    long before = characters;
    int first = found.size();
    try {
      boolean upright = page.getRotation() % 180 == 0;
      PDRectangle box = page.getCropBox();
      heights.put(number, upright ? box.getHeight() : box.getWidth());
      super.processPage(page);
      hidden.endPage(number);
      if (scans.look(page, number, characters - before)) {
        found.subList(first, found.size()).clear();
      }
    } catch (ExtractionFailed impossible) {
      throw new IOException(impossible);
    } catch (IOException | RuntimeException broken) {
      if (characters > limits.maxCharacters()) {
        throw broken;
      }
      // One broken page must not cost the others; the reason counts if all are broken.
      failure = broken;
      endLine();
    }
    progress.pages(number, Math.max(number, Math.min(claimed, MAX_PAGES)));
  }

  private void checkLimits(int number) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    if (number > MAX_PAGES) {
      throw new IOException(new ExtractionFailed(Reason.TOO_LARGE));
    }
    if (System.nanoTime() - start - scans.nanos() > limits.maxDuration().toNanos()) {
      throw new IOException(new ExtractionFailed(Reason.TIMED_OUT));
    }
  }

  @Override
  protected void processTextPosition(TextPosition position) {
    super.processTextPosition(position);
    PDGraphicsState state = getGraphicsState();
    hidden.take(position, state.getTextState().getRenderingMode(), rgb(state));
  }

  private static int rgb(PDGraphicsState state) {
    try {
      PDColor color = state.getNonStrokingColor();
      return color == null || color.isPattern() ? -1 : color.toRGB();
    } catch (IOException | RuntimeException unknown) {
      return -1;
    }
  }

  @Override
  protected void writeString(String raw, List<TextPosition> positions) throws IOException {
    hidden.scan(raw, getCurrentPageNo());
    // A soft hyphen is seen at the end of a line only, and there it divides a word. The dots of
    // "Leave ........ 12" only lead the eye.
    String hyphenated = raw.replaceFirst("[\u00AD\u2010]\\s*$", "-");
    String text = Block.clean(hyphenated).replaceAll("[.·…_][\\s.·…_]{4,}", " … ").strip();
    characters += text.length();
    if (characters > limits.maxCharacters()) {
      throw new IOException(new ExtractionFailed(Reason.TOO_LARGE));
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
