package org.concierge.assistant;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.concierge.assistant.Assistant.Origin;
import org.concierge.assistant.AssistantFile.BadFile;
import org.concierge.tenant.TenantId;

/**
 * The files that define assistants: one for all tenants in the tenants folder, one of a tenant's
 * own in its own folder. Read again when they change. Of a file with a mistake nothing is used.
 * Thread safe.
 */
public final class AssistantFiles {
  private static final String NAME = "assistants.yaml";
  private static final Logger LOG = System.getLogger(AssistantFiles.class.getName());
  private static final long MAX_BYTES = 256 * 1024;

  private final Path folder;
  private final Map<Path, Content> contents = new ConcurrentHashMap<>();

  /** What a file holds: its assistants, or one line that says what is wrong with it. */
  private record Content(String fingerprint, List<Assistant> assistants, String complaint) {}

  /**
   * @param folder the tenants folder
   */
  public AssistantFiles(Path folder) {
    this.folder = folder;
  }

  /** Those for the tenant: of the file for all, then of its own. */
  List<Assistant> of(TenantId tenant) {
    return contents(tenant)
        .flatMap(content -> content.assistants().stream())
        .filter(assistant -> Admission.serves(assistant, tenant))
        .toList();
  }

  /** One line for each file of the tenant's that cannot be used. */
  public List<String> complaints(TenantId tenant) {
    return contents(tenant).map(Content::complaint).filter(line -> !line.isEmpty()).toList();
  }

  private Stream<Content> contents(TenantId tenant) {
    return Stream.of(
        read(folder.resolve(NAME), Origin.INSTALLATION),
        read(folder.resolve(tenant.value()).resolve(NAME), Origin.FILE));
  }

  private Content read(Path path, Origin origin) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      // The key (inode) changes with each rename, so two writes within one tick are told apart.
      String fingerprint = found.lastModifiedTime() + "/" + found.size() + "/" + found.fileKey();
      Content known = contents.get(path);
      if (known == null || !known.fingerprint().equals(fingerprint)) {
        known = parsed(path, origin, found.size(), fingerprint);
        contents.put(path, known);
      }
      return known;
    } catch (NoSuchFileException e) {
      contents.remove(path);
      return new Content("", List.of(), "");
    } catch (IOException e) {
      LOG.log(Level.ERROR, path + " cannot be read", e);
      return new Content("", List.of(), NAME + ": cannot be read");
    }
  }

  private static Content parsed(Path path, Origin origin, long size, String fingerprint)
      throws IOException {
    String complaint = NAME + ":1: larger than any such file";
    if (size <= MAX_BYTES) {
      try {
        List<Assistant> found = AssistantFile.parse(NAME, Files.readString(path), origin);
        return new Content(fingerprint, found, "");
      } catch (BadFile e) {
        complaint = e.getMessage();
      }
    }
    LOG.log(Level.ERROR, "{0}: {1}", path, complaint);
    return new Content(fingerprint, List.of(), complaint);
  }
}
