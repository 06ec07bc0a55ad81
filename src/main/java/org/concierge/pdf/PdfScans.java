package org.concierge.pdf;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.concierge.content.Block;
import org.concierge.content.ExtractionFailed;
import org.concierge.ocr.Ocr;

/** The pages of a PDF that are only pictures: reads them by OCR. One instance a document. */
final class PdfScans {

  static final String NOTHING_RECOGNISED =
      "The document holds only images, and OCR could recognise no text on them.";

  /** Fewer letters than this are a stamp or a page number on a picture. */
  private static final int STAMP = 60;

  /** Fewer letters than this are none. */
  private static final int NONE = 8;

  /** Below it a picture is a logo. */
  private static final long LARGE = 400_000;

  /** What OCR reads best; and an A4 page at this density, which memory has to hold. */
  private static final float DENSITY = 300;

  private static final float MAX_PIXELS = 9_000_000;

  private final PDDocument document;
  private final PDFRenderer renderer;
  private final Ocr ocr;
  private final String languages;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Integer> unread = new ArrayList<>();
  private boolean pictures;
  private long nanos;

  PdfScans(PDDocument document, Ocr ocr, String languages) {
    this.document = document;
    // Without a language nobody wants it.
    this.ocr = languages.isEmpty() ? Ocr.NONE : ocr;
    this.languages = languages;
    renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
  }

  /**
   * Looks at a page, and reads it if it is a picture.
   *
   * @param number 1-based
   * @param letters how many of them the page has as text
   * @return whether the page was recognised: what little text it has is on the picture too
   */
  boolean look(PDPage page, int number, long letters) throws IOException, ExtractionFailed {
    boolean large = letters < STAMP && hasLarge(page.getResources(), 0);
    boolean drawn = letters < NONE && page.hasContents();
    if (!large && !drawn) {
      return false;
    }
    pictures |= large;
    if (!ocr.isAvailable()) {
      if (large) {
        unread.add(number);
      }
      return false;
    }
    long start = System.nanoTime();
    try {
      List<Block> read = recognise(page, number);
      blocks.addAll(read);
      return !read.isEmpty();
    } catch (ExtractionFailed failed) {
      // One page that cannot be read must not cost the others.
      unread.add(number);
      return false;
    } finally {
      nanos += System.nanoTime() - start;
    }
  }

  private List<Block> recognise(PDPage page, int number) throws IOException, ExtractionFailed {
    PDRectangle box = page.getCropBox();
    double inches = Math.max(0.01, box.getWidth() * box.getHeight() / (72 * 72));
    float density = (float) Math.min(DENSITY, Math.sqrt(MAX_PIXELS / inches));
    BufferedImage image = renderer.renderImageWithDPI(number - 1, density, ImageType.GRAY);
    return isBlank(image) ? List.of() : ocr.read(image, languages, number);
  }

  private static boolean isBlank(BufferedImage image) {
    Raster raster = image.getRaster();
    int first = raster.getSample(0, 0, 0);
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y += 2) {
      for (int sample : raster.getSamples(0, y, row.length, 1, 0, row)) {
        if (Math.abs(sample - first) > 16) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean hasLarge(PDResources resources, int depth) {
    if (resources == null || depth > 3) {
      return false;
    }
    for (COSName name : resources.getXObjectNames()) {
      try {
        PDXObject object = resources.getXObject(name);
        if (object instanceof PDImageXObject image
            && (long) image.getWidth() * image.getHeight() >= LARGE) {
          return true;
        }
        if (object instanceof PDFormXObject form && hasLarge(form.getResources(), depth + 1)) {
          return true;
        }
      } catch (IOException | RuntimeException broken) {
        // A picture that cannot be opened shows nothing.
        continue;
      }
    }
    return false;
  }

  /** The recognised paragraphs, in the order of their pages. */
  List<Block> blocks() {
    return blocks;
  }

  /** Pages that seem to be pictures of text and were not read. */
  List<Integer> unread() {
    return unread;
  }

  boolean reads() {
    return ocr.isAvailable();
  }

  boolean sawPictures() {
    return pictures;
  }

  /** How long it took; a page costs seconds, so it is not counted as time for parsing. */
  long nanos() {
    return nanos;
  }
}
