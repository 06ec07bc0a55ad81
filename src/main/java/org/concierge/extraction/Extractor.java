package org.concierge.extraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.concierge.extraction.ExtractionFailed.Reason;

/**
 * Reads a file of any supported format into blocks. Shared by all threads; each call reads in a
 * thread of its own, which is interrupted and abandoned when its time is over, so a hostile file
 * costs at most one such thread.
 */
public final class Extractor {

  private static final MediaType PDF = MediaType.application("pdf");
  private static final Set<String> SEPARATED = Set.of("text/csv", "text/tab-separated-values");
  private static final Set<String> MARKDOWN = Set.of("text/x-web-markdown", "text/markdown");
  private static final Set<String> BINARY_SUFFIXES =
      Set.of("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub");
  private static final MediaTypeRegistry TYPES = MediaTypeRegistry.getDefaultRegistry();

  private final Limits limits;
  private final Detector detector = new DefaultDetector(Extractor.class.getClassLoader());
  private final OfficeReader office;
  private final PdfReader pdf;

  public Extractor(Limits limits) {
    this.limits = limits;
    office = new OfficeReader(limits.maxCharacters());
    pdf = new PdfReader(limits.maxCharacters());
  }

  /**
   * @param filename as uploaded; only its suffix counts, and only where the content leaves a choice
   * @return at least one block
   * @throws ExtractionFailed with a reason that a person understands, whatever the parser did
   */
  public Extracted extract(Path file, String filename) throws ExtractionFailed {
    FutureTask<Extracted> task = new FutureTask<>(() -> read(file, filename, 0));
    Thread reader = new Thread(task, "extraction");
    reader.setDaemon(true);
    // Parsers look up their parts through it; on a server the caller's may be that of the server.
    reader.setContextClassLoader(Extractor.class.getClassLoader());
    reader.start();
    try {
      return task.get(limits.maxDuration().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException over) {
      throw new ExtractionFailed(Reason.TIMED_OUT);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ExtractionFailed(Reason.TIMED_OUT);
    } catch (ExecutionException failed) {
      throw ExtractionFailed.because(failed.getCause());
    } finally {
      reader.interrupt();
    }
  }

  /**
   * Finds the media type from content and name only, without parameters; {@code
   * application/octet-stream} if unknown.
   */
  public String mediaType(Path file, String filename) {
    try {
      return detect(file, filename).toString();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
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
    boolean isText = isA(type, MediaType.TEXT_PLAIN);
    if (isText && BINARY_SUFFIXES.contains(suffix(filename))) {
      throw new ExtractionFailed(
          Reason.CORRUPT, "The file is named *." + suffix(filename) + " but is none.", null);
    }
    Extracted read = read(file, filename, type, depth);
    List<Block> blocks = read.blocks().stream().filter(b -> !b.text().isEmpty()).toList();
    if (blocks.isEmpty()) {
      throw isText || type.getType().equals("text")
          ? new ExtractionFailed(Reason.NO_TEXT, "The document holds no text.", null)
          : new ExtractionFailed(Reason.NO_TEXT);
    }
    return new Extracted(
        type.toString(),
        title(read.title(), blocks, filename),
        read.author(),
        read.language(),
        read.pages(),
        read.metadata(),
        blocks);
  }

  private Extracted read(Path file, String filename, MediaType type, int depth) throws Exception {
    if (type.equals(PDF)) {
      return pdf.read(file);
    }
    if (office.reads(type)) {
      boolean deeper = depth < limits.maxDepth();
      return office.read(file, type, deeper ? (f, n) -> readInside(f, n, depth + 1) : null);
    }
    boolean isXml = isA(type, MediaType.APPLICATION_XML) && !type.getType().equals("image");
    if (!isXml && !isA(type, MediaType.TEXT_PLAIN)) {
      throw new ExtractionFailed(Reason.UNSUPPORTED, unsupported(type), null);
    }
    String text = TextReader.decode(file, limits.maxCharacters());
    String name = type.toString();
    List<Block> blocks =
        MARKDOWN.contains(name)
            ? Markdown.read(text)
            : SEPARATED.contains(name)
                ? TextReader.csv(text)
                : type.equals(MediaType.TEXT_PLAIN)
                    ? TextReader.paragraphs(text)
                    : TextReader.code(text);
    return new Extracted(name, "", "", "", 0, Map.of(), blocks);
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
      default -> "Files of this kind cannot be read: " + type + ".";
    };
  }

  private static boolean isA(MediaType type, MediaType general) {
    return type.equals(general) || TYPES.isSpecializationOf(type, general);
  }

  /**
   * Chooses the first that says something: the document's own title, its first heading, its name.
   */
  private static String title(String own, List<Block> blocks, String filename) {
    String stem = filename.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.[^.]{1,8}$", "");
    boolean generated =
        own.isBlank()
            || own.matches("(?i)(microsoft word - .*|untitled.*|.*\\.(docx?|pdf|indd|tex))");
    return generated ? stem.replace('_', ' ').strip() : own;
  }

  private static String suffix(String filename) {
    return filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
