package org.concierge.sniffing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/** What kind of file a file is, by its first bytes: nothing is opened or unpacked for it. */
public final class MediaTypeDetector {
  private static final MimeTypes TYPES =
      MimeTypes.getDefaultMimeTypes(MediaTypeDetector.class.getClassLoader());

  private static final Set<String> PROGRAMS =
      Set.of(
          "application/x-msdownload",
          "application/x-dosexec",
          "application/vnd.microsoft.portable-executable",
          "application/x-elf",
          "application/x-executable",
          "application/x-sharedlib",
          "application/x-object",
          "application/x-coredump",
          "application/x-mach-o",
          "application/x-mach-o-executable",
          "application/java-vm");

  private MediaTypeDetector() {}

  /** Whether it is something that a computer runs, whatever it is called. */
  public static boolean isProgram(Path file) throws IOException {
    return PROGRAMS.contains(of(file, "", ""));
  }

  /**
   * @param filename whose ending counts where the content leaves a choice
   * @param said what whoever gave the file called it, which counts as little; may be empty
   * @return without parameters; {@code application/octet-stream} if unknown
   */
  public static String of(Path file, String filename, String said) throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
    if (!said.isBlank()) {
      metadata.set(Metadata.CONTENT_TYPE, said);
    }
    try (InputStream in = TikaInputStream.get(file)) {
      return TYPES.detect(in, metadata).getBaseType().toString();
    }
  }
}
