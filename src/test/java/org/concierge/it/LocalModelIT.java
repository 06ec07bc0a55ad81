package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jars of the local embedding model, as they are installed beside the WAR. */
class LocalModelIT {
  private static final Path FOLDER = Folders.BUILD.resolve("embeddings");

  /** Collectors of usage reports that runtimes for models are built with. */
  private static final List<String> COLLECTORS =
      List.of("events.data.microsoft.com", "applicationinsights.azure.com");

  @Test
  void noNativeLibraryKnowsTheAddressOfACollector() throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    int libraries = 0;
    for (Path jar : jars()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : natives(zip)) {
          libraries++;
          String bytes =
              new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
          List<String> known = COLLECTORS.stream().filter(bytes::contains).toList();
          if (!known.isEmpty()) {
            found.put(jar.getFileName() + "!" + entry.getName(), known);
          }
        }
      }
    }
    assertThat(libraries).isGreaterThan(1);
    assertThat(found).isEmpty();
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static List<ZipEntry> natives(ZipFile zip) {
    List<ZipEntry> natives = new ArrayList<>();
    zip.stream().filter(entry -> entry.getName().endsWith(".so")).forEach(natives::add);
    return natives;
  }
}
