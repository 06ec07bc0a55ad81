package org.concierge.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;

/** Which kind of file it is, by its content first. Thread safe. */
final class MediaTypes {

  private static final Set<String> BINARY_SUFFIXES =
      Set.of("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub");
  private static final String MISNAMED =
      "The name of the file ends in .%s, but its content is of another kind.";
  private static final String NAMELESS =
      "The file is too short and its name has no ending, so its kind cannot be told.";
  private static final int TELLING_BYTES = 24;
  private static final Pattern ARCHIVE =
      Pattern.compile("zip|7z|rar|tar|xz$|compress|java-archive|diskimage");
  private static final MediaTypeRegistry TYPES = MediaTypeRegistry.getDefaultRegistry();

  private final Detector detector;

  MediaTypes(Detector detector) {
    this.detector = detector;
  }

  /**
   * Finds the type of a file, without parameters.
   *
   * @throws ExtractionFailed if name and content contradict each other
   */
  MediaType of(Path file, String filename) throws IOException, ExtractionFailed {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
    MediaType type;
    try (TikaInputStream in = TikaInputStream.get(file)) {
      type = detector.detect(in, metadata).getBaseType();
    }
    String suffix = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (isCharacters(type) && BINARY_SUFFIXES.contains(suffix)) {
      throw new ExtractionFailed(Reason.CORRUPT, MISNAMED.formatted(suffix), null);
    }
    return type;
  }

  /**
   * @throws ExtractionFailed if neither the content nor the name says what the file is: a few bytes
   *     of any kind look like text
   */
  void checkNamed(MediaType type, String filename, long sizeBytes) throws ExtractionFailed {
    if (type.equals(MediaType.TEXT_PLAIN) && sizeBytes < TELLING_BYTES && !filename.contains(".")) {
      throw new ExtractionFailed(Reason.UNSUPPORTED, NAMELESS, null);
    }
  }

  /** Tells whether such a file is text to the eye. */
  static boolean isCharacters(MediaType type) {
    return type.getType().equals("text") || isA(type, MediaType.TEXT_PLAIN);
  }

  static boolean isA(MediaType type, MediaType general) {
    return type.equals(general) || TYPES.isSpecializationOf(type, general);
  }

  static ExtractionFailed unsupported(MediaType type) {
    String sentence =
        switch (type.getType()) {
          case "image" -> "Pictures of this kind cannot be read; save it as PNG or JPEG.";
          case "audio", "video" -> "Sound and video cannot be read.";
          default ->
              ARCHIVE.matcher(type.getSubtype()).find()
                  ? "Archives of this kind cannot be read; pack the files as ZIP, or upload them."
                  : "Files of this kind cannot be read.";
        };
    return new ExtractionFailed(Reason.UNSUPPORTED, sentence, null);
  }
}
