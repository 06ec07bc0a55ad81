package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.concierge.it.Api.Part;

/** The documents of the demo's companies, and the questions that they answer. */
final class DemoFiles {
  private static final Path FOLDER = Path.of("src/demo").toAbsolutePath();

  private DemoFiles() {}

  /** A file as a browser sends it that knows nothing of its type. */
  static Part part(String company, String filename) {
    return Part.file(filename, "application/octet-stream", bytes(company, filename));
  }

  static byte[] bytes(String company, String filename) {
    try {
      return Files.readAllBytes(FOLDER.resolve("documents").resolve(company).resolve(filename));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Part[] all(String company) {
    try (Stream<Path> files = Files.list(FOLDER.resolve("documents").resolve(company))) {
      return files
          .sorted()
          .map(file -> part(company, file.getFileName().toString()))
          .toArray(Part[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Questions of a company; the member {@code file} is null where its documents are silent. */
  static List<JsonNode> questions(String company) {
    try {
      JsonNode all = Api.JSON.readTree(FOLDER.resolve("questions.json").toFile());
      return StreamSupport.stream(all.spliterator(), false)
          .filter(question -> question.path("tenant").asText().equals(company))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
