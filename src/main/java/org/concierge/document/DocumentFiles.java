package org.concierge.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * The originals, each tenant's in a folder of its own. A file is named by its document's id; what
 * the uploader called it is data, and never part of a path.
 */
public final class DocumentFiles {
  private static final Logger LOG = System.getLogger(DocumentFiles.class.getName());
  private static final String INCOMING = "incoming";
  private static final String DRAFT = ".part";
  private static final int MAX_NAME = 200;
  private static final int BUFFER = 64 * 1024;

  /** Kept free for logs and temporary files: a full disk stops more than uploads. */
  private static final long RESERVE_BYTES = 64L * 1024 * 1024;

  private final Path folder;

  /**
   * @param home the installation's data folder
   */
  public DocumentFiles(Path home) {
    this.folder = home.resolve("files");
  }

  /** A file that was written whole, under a temporary name. */
  public record StoredFile(Path path, String filename, byte[] sha256, long sizeBytes) {}

  /**
   * Writes an upload to a temporary file.
   *
   * @throws Problem TOO_LARGE above the limit, STORAGE_FULL if the disk has no room left
   */
  public StoredFile receive(TenantId tenant, String filename, InputStream content, long maxBytes) {
    try {
      Path incoming = Files.createDirectories(folder(tenant).resolve(INCOMING));
      Path draft = Files.createTempFile(incoming, "upload", DRAFT);
      boolean done = false;
      try {
        StoredFile stored = write(draft, cleaned(filename), content, maxBytes);
        done = true;
        return stored;
      } finally {
        if (!done) {
          Files.deleteIfExists(draft);
        }
      }
    } catch (IOException e) {
      throw storageProblem(e);
    }
  }

  /**
   * An empty file for bytes that come by another way than {@link #receive}, which takes what was
   * made of them; whoever asked for it deletes it.
   *
   * @throws Problem STORAGE_FULL if the disk has no room left
   */
  public Path draft(TenantId tenant) {
    try {
      Path incoming = Files.createDirectories(folder(tenant).resolve(INCOMING));
      return Files.createTempFile(incoming, "fetch", DRAFT);
    } catch (IOException e) {
      throw storageProblem(e);
    }
  }

  private static StoredFile write(Path draft, String filename, InputStream content, long maxBytes)
      throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(draft), digest)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > maxBytes) {
          throw new Problem(
              ProblemType.TOO_LARGE,
              "A file may have " + maxBytes / (1024 * 1024) + " MB at most.");
        }
        out.write(buffer, 0, read);
      }
    }
    if (Files.getFileStore(draft).getUsableSpace() < RESERVE_BYTES) {
      throw new Problem(ProblemType.STORAGE_FULL, "There is no room left for more documents.");
    }
    return new StoredFile(draft, filename, digest.digest(), size);
  }

  /** Gives a received file its document's name. */
  public void keep(TenantId tenant, UUID document, StoredFile file) {
    try {
      Files.move(
          file.path(),
          path(tenant, document),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw storageProblem(e);
    }
  }

  public void discard(StoredFile file) {
    delete(file.path());
  }

  public void delete(TenantId tenant, UUID document) {
    delete(path(tenant, document));
  }

  /** Removes the drafts of all tenants to which nothing was written since then. */
  public void sweep(Instant since) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> tenants = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path tenant : tenants) {
        sweep(tenant.resolve(INCOMING), since);
      }
    } catch (IOException e) {
      throw storageProblem(e);
    }
  }

  private static void sweep(Path incoming, Instant since) {
    if (!Files.isDirectory(incoming)) {
      return;
    }
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(incoming, "*" + DRAFT)) {
      for (Path draft : drafts) {
        if (Files.getLastModifiedTime(draft).toInstant().isBefore(since)) {
          Files.deleteIfExists(draft);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another node was faster, or this one folder cannot be read: the others are swept all the
      // same, and this one is tried again a day later.
      LOG.log(Level.WARNING, "{0} could not be swept: {1}", incoming, e.getMessage());
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw storageProblem(e);
    }
  }

  public Path path(TenantId tenant, UUID document) {
    return folder(tenant).resolve(document.toString());
  }

  private Path folder(TenantId tenant) {
    return folder.resolve(tenant.value());
  }

  private static Problem storageProblem(IOException e) {
    boolean full = String.valueOf(e.getMessage()).contains("No space left");
    return full
        ? new Problem(ProblemType.STORAGE_FULL, "There is no room left for more documents.", e)
        : Problem.unavailable("The file store is not available; try again in a moment.", e);
  }

  /** The last part of whatever path a browser sent, without control characters, never empty. */
  public static String cleaned(String filename) {
    String name = Normalizer.normalize(filename == null ? "" : filename, Normalizer.Form.NFC);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    name = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "").strip();
    if (name.length() > MAX_NAME) {
      int dot = name.lastIndexOf('.');
      String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
      int cut = MAX_NAME - ending.length();
      // Half an emoji is no character.
      cut -= Character.isHighSurrogate(name.charAt(cut - 1)) ? 1 : 0;
      name = name.substring(0, cut) + ending;
    }
    return name.isEmpty() || name.equals(".") || name.equals("..") ? "unnamed" : name;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
