package org.concierge.ingestion;

import java.nio.file.Path;
import java.util.List;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Piece;
import org.concierge.content.Splitter;
import org.concierge.extraction.ExtractionOptions;
import org.concierge.extraction.Extractor;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** Reads a tenant's files and cuts them, the way the tenant's settings say. Thread safe. */
public final class FileReading {

  private final Tenants tenants;
  private final Extractor extractor;

  public FileReading(Tenants tenants, Extractor extractor) {
    this.tenants = tenants;
    this.extractor = extractor;
  }

  /**
   * Reads a whole file. An interruption of the calling thread ends the reading.
   *
   * @param filename as uploaded
   * @param progress called on the calling thread; what it throws ends the reading
   * @return at least one block
   * @throws ExtractionFailed with a reason that a person understands
   * @throws Problem UNAVAILABLE if files cannot be read at all now
   */
  Extracted read(TenantId tenant, Path file, String filename, ExtractionProgress progress)
      throws ExtractionFailed {
    Tenant.Reading settings = tenants.get(tenant).reading();
    ExtractionOptions options = new ExtractionOptions(settings.ocrLanguages(), settings.docling());
    return extractor.extract(file, filename, options, progress);
  }

  /**
   * Cuts what was read.
   *
   * @param filename stands for a title that is missing
   * @return the pieces in reading order
   */
  List<Piece> split(TenantId tenant, Extracted extracted, String filename) {
    Tenant.Reading settings = tenants.get(tenant).reading();
    String title = extracted.title().isBlank() ? filename : extracted.title();
    return new Splitter(settings.chunkTokens(), settings.maxChunkTokens())
        .split(title, extracted.blocks());
  }
}
