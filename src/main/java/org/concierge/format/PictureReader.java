package org.concierge.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.mime.MediaType;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.ocr.Ocr;

/** Reads the text on a picture by OCR. Thread safe. */
final class PictureReader {

  static final String NEEDS_OCR = "A picture needs OCR to be read, which is not installed here.";
  private static final String NOTHING = "OCR could recognise no text on the picture.";
  private static final Set<String> KINDS =
      Set.of("png", "jpeg", "tiff", "bmp", "x-ms-bmp", "gif", "webp", "x-portable-pixmap");

  /** A poster at the density of print; what is larger fills the memory of a server. */
  private static final long MAX_PIXELS = 100_000_000;

  private final Ocr ocr;

  PictureReader(Ocr ocr) {
    this.ocr = ocr;
  }

  boolean hasOcr() {
    return ocr.isAvailable();
  }

  static boolean reads(MediaType type) {
    return type.getType().equals("image") && KINDS.contains(type.getSubtype());
  }

  Extracted read(Path file, MediaType type, String languages) throws IOException, ExtractionFailed {
    if (!ocr.isAvailable() || languages.isEmpty()) {
      throw new ExtractionFailed(Reason.NO_TEXT, NEEDS_OCR, null);
    }
    checkSize(file);
    List<Block> blocks = ocr.read(file, languages);
    if (blocks.isEmpty()) {
      throw new ExtractionFailed(Reason.NO_TEXT, NOTHING, null);
    }
    int pages = blocks.get(blocks.size() - 1).page();
    return new Extracted(
        type.toString(), "", "", "", pages, Map.of(), blocks, Extracted.TESSERACT, List.of());
  }

  private static void checkSize(Path file) throws IOException, ExtractionFailed {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
          throw new ExtractionFailed(
              Reason.TOO_LARGE, "The picture is too large; save it with fewer pixels.", null);
        }
      } finally {
        reader.dispose();
      }
    }
  }
}
