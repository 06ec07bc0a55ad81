package org.concierge.ingestion;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.Piece;
import org.concierge.document.ChunkRepository;
import org.concierge.document.Document;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentRepository;
import org.concierge.ingestion.JobRepository.Job;
import org.concierge.llm.Embedder;
import org.concierge.llm.Embedders;
import org.concierge.problem.Problem;
import org.concierge.screening.Screening;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Makes a stored file something that can be asked: extract, split, embed, store. No transaction is
 * open while it reads or embeds, and each step can be repeated: a worker that dies leaves nothing
 * behind that the next one trips over.
 */
public final class Ingestion {
  private static final Logger LOG = System.getLogger(Ingestion.class.getName());

  /** A file that has stopped its worker this often will do so again. */
  private static final int MAX_ATTEMPTS = 5;

  private static final int TOLD_PAGES = 20;

  /** No upload takes this long: whoever began it is gone. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Tenants tenants;
  private final DocumentRepository documents;
  private final ChunkRepository chunks;
  private final DocumentFiles files;
  private final Screening screening;
  private final Reading reading;

  /** How files are checked, read and embedded; without state, the same for all tenants. */
  public record Reading(VirusCheck viruses, FileReading files, Embedders embedders) {}

  public Ingestion(
      Tenants tenants,
      DocumentRepository documents,
      ChunkRepository chunks,
      DocumentFiles files,
      Screening screening,
      Reading reading) {
    this.tenants = tenants;
    this.documents = documents;
    this.chunks = chunks;
    this.files = files;
    this.screening = screening;
    this.reading = reading;
  }

  /** What becomes of the job. */
  enum Outcome {
    /** READY, FAILED for good, or the document was deleted. */
    DONE,
    /** Something that passes: the model or its server is away. */
    AGAIN
  }

  /**
   * Ingests one document, on the calling thread, inside its tenant's scope.
   *
   * @throws Problem UNAVAILABLE while the database is away: the lease runs out, another try follows
   */
  Outcome run(Job job) {
    TenantId tenant = job.tenant();
    Optional<Document> document = documents.find(tenant, job.documentId());
    if (document.isEmpty()) {
      // Its row follows the job's by milliseconds; one that does not come was never acknowledged.
      if (job.attempts() < MAX_ATTEMPTS) {
        return Outcome.AGAIN;
      }
      files.delete(tenant, job.documentId());
      return Outcome.DONE;
    }
    if (job.attempts() > MAX_ATTEMPTS) {
      fail(tenant, job.documentId(), "The file could not be read after several tries.");
      return Outcome.DONE;
    }
    try {
      ingest(tenant, document.get());
      return Outcome.DONE;
    } catch (ExtractionFailed e) {
      if (Thread.currentThread().isInterrupted()) {
        // The server stops: nothing is wrong with the file.
        return Outcome.AGAIN;
      }
      fail(tenant, job.documentId(), e.getMessage());
      return Outcome.DONE;
    } catch (Problem problem) {
      return later(job, problem);
    }
  }

  /** Removes the bytes of uploads whose server ended before it had them all. */
  void sweep() {
    files.sweep(documents.now().minus(ABANDONED));
  }

  private Outcome later(Job job, Problem problem) {
    LOG.log(Level.WARNING, "document {0}: {1}", job.documentId(), problem.detail());
    if (job.attempts() >= MAX_ATTEMPTS) {
      fail(job.tenant(), job.documentId(), problem.detail());
      return Outcome.DONE;
    }
    return Outcome.AGAIN;
  }

  private void ingest(TenantId tenant, Document document) throws ExtractionFailed {
    UUID id = document.id();
    if (!documents.progress(tenant, id, "scanning", 0.01f)) {
      return;
    }
    reading.viruses().check(tenants.get(tenant), id);
    if (!documents.progress(tenant, id, "extracting", 0.02f)) {
      return;
    }
    Extracted extracted =
        reading
            .files()
            .read(
                tenant,
                files.path(tenant, id),
                document.filename(),
                (done, total) -> tell(tenant, id, done, total));
    if (screening.holds(tenant, id, extracted)) {
      return;
    }
    List<Piece> pieces = reading.files().split(tenant, extracted, document.filename());
    if (pieces.isEmpty()) {
      fail(tenant, id, "The document holds no text.");
      return;
    }
    Optional<List<float[]>> embeddings = embed(tenant, id, pieces);
    if (embeddings.isPresent() && chunks.replaceChunks(tenant, id, pieces, embeddings.get())) {
      documents.change(
          tenant, id, stored -> stored.complete(extracted, pieces.size(), documents.now()));
    }
  }

  /** Every page of a scan, but not every page of a text: each is a transaction. */
  private void tell(TenantId tenant, UUID id, int done, int total) {
    boolean due = done % Math.max(1, total / TOLD_PAGES) == 0;
    if (due && !documents.progress(tenant, id, "extracting", 0.02f + 0.08f * done / total)) {
      throw Problem.notFound("document");
    }
  }

  /** Empty if the document was deleted meanwhile. */
  private Optional<List<float[]>> embed(TenantId tenant, UUID id, List<Piece> pieces) {
    Embedder embedder = reading.embedders().of(tenants.get(tenant));
    List<float[]> embeddings = new ArrayList<>(pieces.size());
    int batch = embedder.batchSize();
    for (int from = 0; from < pieces.size(); from += batch) {
      float progress = 0.1f + 0.85f * from / pieces.size();
      if (!documents.progress(tenant, id, "embedding", progress)) {
        return Optional.empty();
      }
      List<Piece> next = pieces.subList(from, Math.min(from + batch, pieces.size()));
      embeddings.addAll(embedder.passages(next.stream().map(Piece::embeddingText).toList()));
    }
    return Optional.of(embeddings);
  }

  private void fail(TenantId tenant, UUID id, String reason) {
    documents.change(tenant, id, document -> document.fail(reason, documents.now()));
  }
}
