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
public final class TenantFile {
  private static final Logger LOG = System.getLogger(TenantFile.class.getName());

  /** An assignment; a value in quotes may have several lines. */
  private static final String ENTRY =
      "(?m)^[ \\t]*(?:export[ \\t]+)?%s[ \\t]*="
          + "[ \\t]*(?:'[^']*'[^\\n]*|\"(?:\\\\.|[^\"\\\\])*+\"[^\\n]*|[^\\n]*)(?:\\n|\\z)";

  private final Path path;

  public TenantFile(Path tenantsFolder, TenantId id) {
    this(tenantsFolder.resolve(id.value()).resolve(".env"));
  }

  private TenantFile(Path path) {
    this.path = path;
  }

  /** What is noted of a move of the tenant until that is complete; as secret as the settings. */
  public static TenantFile ofMove(Path tenantsFolder, TenantId id) {
    return new TenantFile(tenantsFolder.resolve(id.value()).resolve(".move"));
  }

  /** Stands beside the settings from the moment on at which rows of the tenant begin to go. */
  public static TenantFile ofErasure(Path tenantsFolder, TenantId id) {
    return new TenantFile(tenantsFolder.resolve(id.value()).resolve(".erasing"));
  }

  Path path() {
    return path;
  }

  public boolean exists() {
    return Files.exists(path);
  }

  public void write(Map<String, String> entries) {
    List<String> lines = new ArrayList<>();
    entries.forEach((key, value) -> lines.add(line(key, value)));
    write(lines);
  }

  /** Its text as it stands. */
  public String read() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes one key and leaves everything else, comments too, as its administrator wrote it. */
  void set(String key, String value) {
    write(changed(Map.of(key, value)));
  }

  /**
   * The text with other values of some keys, everything else as it is.
   *
   * @param changes by key; null takes the key away
   */
  public String changed(Map<String, String> changes) {
    StringBuilder text = new StringBuilder(read());
    changes.forEach(
        (key, value) -> {
          String without = text.toString().replaceAll(ENTRY.formatted(key), "");
          text.setLength(0);
          text.append(without);
          if (value != null) {
            text.append(text.isEmpty() || without.endsWith("\n") ? "" : "\n");
            text.append(line(key, value)).append('\n');
          }
        });
    return text.toString();
  }

  /** Removes it. */
  public void remove() {
    try {
      Files.deleteIfExists(path);
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
    write(String.join("\n", lines) + "\n");
  }

  public void write(String text) {
    try {
      Path folder = Files.createDirectories(path.getParent());
      Path draft =
          Files.createTempFile(
              folder,
              ".env",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
      Files.writeString(draft, text);
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
