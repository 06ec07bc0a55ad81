package org.concierge.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation;

/**
 * The installation's keys, one a line in Base64: the first encrypts, all decrypt, so that a new
 * first line changes the key and loses nothing. Kept in {@code secret.key} of the data folder (mode
 * 600), which is made when first needed, or given from outside.
 */
final class SecretKeyFile {
  static final int BYTES = 32;

  private static final String FILE = "secret.key";

  private SecretKeyFile() {}

  /**
   * @return at least one, the first is to encrypt with
   * @throws Problem UNAVAILABLE if what is kept or given is no key
   */
  static List<byte[]> keys(Installation installation) {
    String given = installation.secretKey().value();
    List<byte[]> keys;
    try {
      keys = parsed(given.isEmpty() ? kept(installation.home()) : given);
    } catch (IOException e) {
      throw Problem.unavailable("The installation's key cannot be read or written.", e);
    }
    if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != BYTES)) {
      throw Problem.unavailable(
          "The installation's key must be " + BYTES + " bytes in Base64, one key a line.", null);
    }
    return keys;
  }

  private static List<byte[]> parsed(String text) {
    try {
      return text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(Base64.getDecoder()::decode)
          .toList();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static String kept(Path home) throws IOException {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      make(home, file);
    }
    return Files.readString(file);
  }

  /** By a draft and a link: of two processes that begin at once, both use the key of one. */
  private static void make(Path home, Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Files.createDirectories(home);
    Path draft =
        Files.createTempFile(
            home,
            FILE,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // The other's is as good.
    } catch (UnsupportedOperationException e) {
      throw new IOException("The data folder takes no links.", e);
    } finally {
      Files.delete(draft);
    }
  }
}
