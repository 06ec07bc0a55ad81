package org.concierge.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.tika.mime.MediaType;
import org.concierge.captions.Captions;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.content.Suspicions;

/** The reading of one uploaded file, with all that is inside it. */
final class DocumentReading {

  private static final MediaType PDF = MediaType.application("pdf");
  // Fewer characters a page than this are a scanner's stamp, not a text.
  private static final int SCAN_CHARACTERS = 8;

  private final DocumentReader.Readers readers;
  private final String ocrLanguages;
  private final ExtractionProgress progress;
  private final Suspicions suspicions;
  private final Limits limits;
  private final ArchiveReader archives;
  private int depth;

  DocumentReading(
      DocumentReader.Readers readers,
      String ocrLanguages,
      ExtractionProgress progress,
      Suspicions suspicions) {
    this.readers = readers;
    this.ocrLanguages = ocrLanguages;
    this.progress = progress;
    this.suspicions = suspicions;
    limits = readers.limits();
    archives = new ArchiveReader(limits.maxCharacters());
  }

  Extracted read(Path file, String filename) throws Exception {
    long size = Files.size(file);
    if (size == 0) {
      throw new ExtractionFailed(Reason.EMPTY);
    }
    MediaType type = readers.types().of(file, filename);
    if (depth == 0) {
      readers.types().checkNamed(type, filename, size);
    }
    // Bare text is no document of its own: it is how the body of a letter arrives.
    if (depth > limits.maxDepth() && !type.getType().equals("text")) {
      throw ArchiveReader.reads(type)
          ? ArchiveReader.tooDeep(limits.maxDepth())
          : new ExtractionFailed(Reason.UNSUPPORTED);
    }
    Extracted read = read(file, type);
    List<Block> blocks = read.blocks().stream().filter(b -> !b.text().isEmpty()).toList();
    long letters = blocks.stream().mapToLong(block -> block.text().length()).sum();
    boolean recognised = read.parser().equals(Extracted.TESSERACT);
    boolean stamps = read.pages() > 2 && letters < read.pages() * SCAN_CHARACTERS && !recognised;
    if (letters == 0 || stamps) {
      throw ExtractionFailed.noText(MediaTypes.isCharacters(type) || readers.pictures().hasOcr());
    }
    return new Extracted(
        read.mediaType(),
        read.title(),
        read.author(),
        read.language(),
        read.pages(),
        read.metadata(),
        blocks,
        read.parser(),
        List.of());
  }

  private Extracted read(Path file, MediaType type) throws Exception {
    if (type.equals(PDF)) {
      return readers.pdf().read(file, ocrLanguages, depth == 0 ? progress : silent(), suspicions);
    }
    if (PictureReader.reads(type)) {
      return readers.pictures().read(file, type, ocrLanguages);
    }
    if (ArchiveReader.reads(type)) {
      return archives.read(file, this::readInside, depth == 0 ? progress : silent());
    }
    if (readers.office().reads(type)) {
      return readers.office().read(file, type, this::readInside, suspicions);
    }
    boolean text =
        MediaTypes.isA(type, MediaType.TEXT_PLAIN)
            || MediaTypes.isA(type, MediaType.APPLICATION_XML);
    if (type.getType().equals("image") || !text) {
      ArchiveReader.refuseProtected(file, type);
      throw MediaTypes.unsupported(type);
    }
    String content = TextReader.decode(file, limits.maxCharacters());
    suspicions.scan(content, 0);
    return new Extracted(type.toString(), "", "", "", 0, Map.of(), blocks(type, content));
  }

  private static ExtractionProgress silent() {
    return ExtractionProgress.SILENT;
  }

  private static List<Block> blocks(MediaType type, String text) throws Exception {
    return switch (type.toString()) {
      case "text/plain" -> TextReader.paragraphs(text);
      case "text/x-web-markdown", "text/markdown" -> Markdown.read(text);
      case "text/vtt", "application/x-subrip" ->
          Captions.paragraphs(Captions.parse(text)).stream()
              .map(said -> Block.paragraph(0, said))
              .toList();
      case "text/csv", "text/tab-separated-values" -> TextReader.csv(text);
      default -> TextReader.code(text);
    };
  }

  private Extracted readInside(Path file, String filename) throws ExtractionFailed {
    depth++;
    try {
      return read(file, filename);
    } catch (OutOfMemoryError full) {
      throw full;
    } catch (Throwable failed) {
      throw ExtractionFailed.because(failed);
    } finally {
      depth--;
    }
  }
}
