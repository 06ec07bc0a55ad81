package org.concierge.extraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder in which a parser's process may write; it goes with the process. */
final class ParserFolder {

  private static final String PREFIX = "concierge-parser";

  private ParserFolder() {}

  static Path create() throws IOException {
    return Files.createTempDirectory(PREFIX);
  }

  /** Removes it with all that is in it, as far as that can be done; nothing else. */
  static void delete(Path folder) {
    if (!folder.getFileName().toString().startsWith(PREFIX)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException left) {
      System.getLogger(ParserFolder.class.getName())
          .log(System.Logger.Level.DEBUG, "A parser's folder could not be removed", left);
    }
  }
}
