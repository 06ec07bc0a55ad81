package org.concierge.pdf;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.TextPosition;
import org.concierge.content.Suspicions;

/**
 * Finds text of a PDF that a reader does not see. What may be invisible by its colour is looked for
 * on the page as it is drawn: where all is of one shade, there is nothing to be seen.
 */
final class HiddenText {

  /** In points; the small print of a contract has 5. */
  private static final float TINY = 2;

  /** Brighter than this, from 0 to 1, is white on white unless something darker is behind it. */
  private static final float WHITE = 0.93f;

  private static final int DENSITY = 100;

  /** Shades of 256 between ink and paper that the eye cannot tell apart. */
  private static final int CONTRAST = 24;

  /** Fewer letters on a page are a blank, a marker or a form's field. */
  private static final int FEWEST = 12;

  /** Drawing a page takes a tenth of a second. */
  private static final int MAX_PAGES = 40;

  private final PDFRenderer renderer;
  private final Suspicions suspicions;
  private final List<TextPosition> pale = new ArrayList<>();
  private final StringBuilder tiny = new StringBuilder();
  private int drawn;

  HiddenText(PDDocument document, Suspicions suspicions) {
    this.suspicions = suspicions;
    renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
  }

  /**
   * Takes a character as it is about to be shown.
   *
   * @param rgb of its fill, or -1 if that is no plain colour
   */
  void take(TextPosition position, RenderingMode mode, int rgb) {
    if (Math.abs(position.getYScale()) < TINY && position.getHeightDir() < TINY) {
      tiny.append(position.getUnicode());
    } else if (mode == RenderingMode.NEITHER
        || mode.isFill() && rgb >= 0 && brightness(rgb) > WHITE) {
      pale.add(position);
    }
  }

  /** Takes a text as the file has it, with characters that have no glyph. */
  void scan(String raw, int number) {
    suspicions.scan(raw, number);
  }

  /**
   * Looks at the page that ended.
   *
   * @param number 1-based
   */
  void endPage(int number) throws IOException {
    String small = tiny.toString();
    tiny.setLength(0);
    suspicions.addHidden(number, small);
    if (pale.size() >= FEWEST && drawn < MAX_PAGES) {
      drawn++;
      BufferedImage image = renderer.renderImageWithDPI(number - 1, DENSITY, ImageType.GRAY);
      StringBuilder unseen = new StringBuilder();
      TextPosition before = null;
      for (TextPosition position : pale) {
        if (isUniform(image, position)) {
          boolean gap =
              before != null
                  && (Math.abs(before.getYDirAdj() - position.getYDirAdj()) > 1
                      || position.getXDirAdj() - before.getXDirAdj() - before.getWidthDirAdj() > 1);
          unseen.append(gap ? " " : "").append(position.getUnicode());
          before = position;
        }
      }
      suspicions.addHidden(number, unseen.toString());
    }
    pale.clear();
  }

  private static boolean isUniform(BufferedImage image, TextPosition position) {
    float scale = DENSITY / 72f;
    Raster raster = image.getRaster();
    int left = clamp(position.getXDirAdj() * scale, image.getWidth());
    int right =
        clamp((position.getXDirAdj() + position.getWidthDirAdj()) * scale, image.getWidth());
    int bottom = clamp(position.getYDirAdj() * scale, image.getHeight());
    int top = clamp((position.getYDirAdj() - position.getHeightDir()) * scale, image.getHeight());
    int darkest = 255;
    int brightest = 0;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        int sample = raster.getSample(x, y, 0);
        darkest = Math.min(darkest, sample);
        brightest = Math.max(brightest, sample);
      }
    }
    return brightest - darkest < CONTRAST;
  }

  private static int clamp(float value, int size) {
    return Math.max(0, Math.min(size - 1, Math.round(value)));
  }

  private static float brightness(int rgb) {
    return ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / (3 * 255f);
  }
}
