package org.concierge.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.Limits;
import org.concierge.pdf.PdfReader;

/**
 * Reads a file of any supported format into blocks, on the calling thread, for as long as it takes.
 * Thread safe.
 */
public final class DocumentReader {

  private static final MediaType PDF = MediaType.application("pdf");
  private static final Set<String> BINARY_SUFFIXES =
      Set.of("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub");
  private static final String MISNAMED =
      "The name of the file ends in .%s, but its content is of another kind.";
  private static final Pattern MADE_UP =
      Pattern.compile(
          "(?i)microsoft word - .*|untitled.*|(?:document|dokument|presentation|slide|book|sheet|"
              + "powerpoint presentation|powerpoint-präsentation) ?\\d*"
              + "|.*\\.(?:docx?|dotx?|pptx?|xlsx?|pdf|indd|tex|qxd|rtf|odt|html?)");
  private static final Pattern ARCHIVE =
      Pattern.compile("zip|7z|rar|tar|xz$|compress|java-archive|diskimage");
  // Fewer characters a page than this are a scanner's stamp, not a text.
  private static final int SCAN_CHARACTERS = 8;
  private static final MediaTypeRegistry TYPES = MediaTypeRegistry.getDefaultRegistry();

  private final Limits limits;
  private final Detector detector = new DefaultDetector(DocumentReader.class.getClassLoader());
  private final OfficeReader office;
  private final PdfReader pdf;

  public DocumentReader(Limits limits) {
    this.limits = limits;
    office = new OfficeReader(limits.maxCharacters());
    pdf = new PdfReader(limits.maxCharacters());
  }

  /**
   * Reads a whole file.
   *
   * @param filename as uploaded; only its suffix counts, and only where the content leaves a choice
   * @return at least one block
   * @throws Exception anything that a parser throws; {@link ExtractionFailed#because} finds the
   *     reason in it
   */
  public Extracted read(Path file, String filename) throws Exception {
    return read(file, filename, 0);
  }

  private MediaType detect(Path file, String filename) throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
    try (TikaInputStream in = TikaInputStream.get(file)) {
      return detector.detect(in, metadata).getBaseType();
    }
  }

  private Extracted read(Path file, String filename, int depth) throws Exception {
    if (Files.size(file) == 0) {
      throw new ExtractionFailed(Reason.EMPTY);
    }
    MediaType type = detect(file, filename);
    boolean characters = type.getType().equals("text") || isA(type, MediaType.TEXT_PLAIN);
    if (characters && BINARY_SUFFIXES.contains(suffix(filename))) {
      throw new ExtractionFailed(Reason.CORRUPT, MISNAMED.formatted(suffix(filename)), null);
    }
    // Bare text is no document of its own: it is how the body of a letter arrives.
    if (depth > limits.maxDepth() && !type.getType().equals("text")) {
      throw new ExtractionFailed(Reason.UNSUPPORTED);
    }
    Extracted read = read(file, type, depth);
    List<Block> blocks = read.blocks().stream().filter(b -> !b.text().isEmpty()).toList();
    long letters = blocks.stream().mapToLong(block -> block.text().length()).sum();
    if (letters == 0 || read.pages() > 2 && letters < read.pages() * SCAN_CHARACTERS) {
      throw ExtractionFailed.noText(characters);
    }
    return new Extracted(
        read.mediaType(),
        title(read.title(), blocks, filename),
        read.author(),
        read.language(),
        read.pages(),
        read.metadata(),
        blocks,
        read.parser(),
        read.suspicions());
  }

  private Extracted read(Path file, MediaType type, int depth) throws Exception {
    if (type.equals(PDF)) {
      return pdf.read(file);
    }
    if (office.reads(type)) {
      return office.read(file, type, (inner, name) -> readInside(inner, name, depth + 1));
    }
    boolean picture = type.getType().equals("image");
    if (picture || !isA(type, MediaType.TEXT_PLAIN) && !isA(type, MediaType.APPLICATION_XML)) {
      throw new ExtractionFailed(Reason.UNSUPPORTED, unsupported(type), null);
    }
    String text = TextReader.decode(file, limits.maxCharacters());
    return new Extracted(type.toString(), "", "", "", 0, Map.of(), blocks(type, text));
  }

  private static List<Block> blocks(MediaType type, String text) throws IOException {
    return switch (type.toString()) {
      case "text/plain" -> TextReader.paragraphs(text);
      case "text/x-web-markdown", "text/markdown" -> Markdown.read(text);
      case "text/csv", "text/tab-separated-values" -> TextReader.csv(text);
      default -> TextReader.code(text);
    };
  }

  private Extracted readInside(Path file, String filename, int depth) throws ExtractionFailed {
    try {
      return read(file, filename, depth);
    } catch (Exception failed) {
      throw ExtractionFailed.because(failed);
    }
  }

  private static String unsupported(MediaType type) {
    return switch (type.getType()) {
      case "image" -> "Pictures cannot be read; they need OCR.";
      case "audio", "video" -> "Sound and video cannot be read.";
      default ->
          ARCHIVE.matcher(type.getSubtype()).find()
              ? "Archives cannot be read; unpack it and upload the files in it."
              : "Files of this kind cannot be read.";
    };
  }

  private static boolean isA(MediaType type, MediaType general) {
    return type.equals(general) || TYPES.isSpecializationOf(type, general);
  }

  /** Takes the document's own title unless a program made it up, else its file name. */
  private static String title(String own, List<Block> blocks, String filename) {
    String stem = filename.replaceFirst("(?s)^.*[/\\\\]", "").replaceFirst("\\.[^.]{1,8}$", "");
    String name = Block.paragraph(0, stem.replace('_', ' ')).text();
    boolean useful = !own.isBlank() && !MADE_UP.matcher(own).matches();
    return useful ? own : name.isEmpty() ? blocks.get(0).text() : name;
  }

  private static String suffix(String filename) {
    return filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
