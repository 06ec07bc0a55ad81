package org.concierge.custody;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an archive of a tenant holds; signed by the installation that made it.
 *
 * @param format of the archive; 1
 * @param isolation the tier that the tenant had
 */
public record Manifest(
    int format,
    String tenantId,
    String tenantName,
    String isolation,
    Instant exportedAt,
    List<Entry> entries) {
  static final int FORMAT = 1;
  static final String SETTINGS = "settings.env";
  static final String FILES = "files/";
  static final String TENANT_ROWS = "rows/";
  static final String SHARED_ROWS = "people/";
  static final String AUDIT = "audit.jsonl";
  static final String SIGNED = "manifest.jws";

  /**
   * A file of the archive.
   *
   * @param rows lines, where it holds rows; else 0
   * @param sha256 of its bytes, in hexadecimal
   */
  public record Entry(String name, long rows, long bytes, String sha256) {}

  Optional<Entry> entry(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** Between a manifest and its JSON. */
  public interface Json {
    String write(Manifest manifest);

    /**
     * @throws RuntimeException if it is no manifest
     */
    Manifest read(String json);
  }
}
