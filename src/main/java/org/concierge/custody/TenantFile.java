package org.concierge.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.tenant.TenantId;

/**
 * A tenant's {@code .env} as it is written: by a draft and a rename, so that a server that watches
 * never reads half a file.
 */
final class TenantFile {
  private static final Logger LOG = System.getLogger(TenantFile.class.getName());

  private final Path path;

  TenantFile(Path tenantsFolder, TenantId id) {
    path = tenantsFolder.resolve(id.value()).resolve(".env");
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  void write(Map<String, String> entries) {
    List<String> lines = new ArrayList<>();
    entries.forEach((key, value) -> lines.add(line(key, value)));
    write(lines);
  }

  /** Changes one key and leaves everything else, comments too, as its administrator wrote it. */
  void set(String key, String value) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(path));
      lines.removeIf(line -> line.matches("\\s*(export\\s+)?" + key + "\\s*=.*"));
      lines.add(line(key, value));
      write(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it, and its folder if nothing else is there. */
  void withdraw() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.getParent());
    } catch (IOException e) {
      // Whoever takes a file back has a failure to tell that matters more.
      LOG.log(Level.WARNING, "{0} could not be removed: {1}", path.getParent(), e.toString());
    }
  }

  private void write(List<String> lines) {
    try {
      Path folder = Files.createDirectories(path.getParent());
      Path draft =
          Files.createTempFile(
              folder,
              ".env",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
      Files.writeString(draft, String.join("\n", lines) + "\n");
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String key, String value) {
    return key + "=" + quoted(value);
  }

  private static String quoted(String value) {
    if (value.matches("[A-Za-z0-9_./:@+-]*")) {
      return value;
    }
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }
}
