package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the build and of the test installations. */
final class Folders {
  /** Maven's {@code target}. */
  static final Path BUILD =
      Path.of(System.getProperty("concierge.build", "target")).toAbsolutePath();

  /** The number of this JVM among those that the tests run in. */
  static final String FORK = System.getProperty("concierge.fork", "1");

  private Folders() {}

  /**
   * Below the build folder, one for each JVM of the tests; it stays after them, for whoever looks
   * into a failure.
   */
  static Path logs() {
    return created(BUILD.resolve("it/" + FORK));
  }

  /**
   * A new folder that PostgreSQL's own user can enter as well: the build folder may lie in /root.
   */
  static Path temporaryHome() {
    try {
      Path home = Files.createTempDirectory("concierge-it-");
      return Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copy(Path from, Path to) {
    each(
        from,
        Comparator.naturalOrder(),
        source -> {
          Path target = to.resolve(from.relativize(source).toString());
          if (Files.isDirectory(source)) {
            Files.createDirectories(target);
          } else {
            Files.copy(source, target);
          }
        });
  }

  static void delete(Path folder) {
    if (Files.exists(folder)) {
      each(folder, Comparator.reverseOrder(), Files::deleteIfExists);
    }
  }

  private interface Work {
    void on(Path path) throws IOException;
  }

  private static void each(Path folder, Comparator<Path> order, Work work) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> paths = tree.sorted(order).toList();
      for (Path path : paths) {
        work.on(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
