package org.concierge.ingestion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.document.DocumentFiles;
import org.concierge.problem.Problem;
import org.concierge.scanning.VirusScan;
import org.concierge.tenant.Tenant;

/** Looks through a document's file before anybody reads it; one with a virus is not kept. */
public final class VirusCheck {
  private static final String GONE = "The file is not kept any more; upload it again.";

  private final VirusScan scan;
  private final DocumentFiles files;
  private final Audit audit;

  public VirusCheck(VirusScan scan, DocumentFiles files, Audit audit) {
    this.scan = scan;
    this.files = files;
    this.audit = audit;
  }

  /** With the scanner that the environment names, if it names one. */
  public static VirusCheck fromEnvironment(DocumentFiles files, Audit audit) {
    return new VirusCheck(VirusScan.fromEnvironment(), files, audit);
  }

  /**
   * Returns if the file may be read.
   *
   * @throws ExtractionFailed if a virus was found, and the file is deleted, now or before; or if
   *     the scanner takes no such file, and the tenant none that was not scanned
   * @throws Problem UNAVAILABLE if the tenant requires a scan, and the scanner is away
   */
  void check(Tenant tenant, UUID document) throws ExtractionFailed {
    Path file = files.path(tenant.id(), document);
    if (!Files.exists(file)) {
      throw new ExtractionFailed(Reason.EMPTY, GONE, null);
    }
    try {
      scan.check(tenant, file);
    } catch (VirusScan.Infected infected) {
      audit.record(
          new Caller(Caller.NOBODY, "virus scan", tenant.id(), ""),
          "document.infected",
          document.toString(),
          Map.of("virus", infected.virus()));
      files.delete(tenant.id(), document);
      throw new ExtractionFailed(Reason.UNSUPPORTED, infected.getMessage(), infected);
    } catch (VirusScan.Unscannable unscannable) {
      throw new ExtractionFailed(Reason.TOO_LARGE, unscannable.getMessage(), unscannable);
    }
  }
}
