package org.concierge.library;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.catalogue.Catalogue;
import org.concierge.catalogue.Collecting;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.Document;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentFiles.StoredFile;
import org.concierge.document.DocumentQuery;
import org.concierge.document.DocumentQuery.Filter;
import org.concierge.document.DocumentRepository;
import org.concierge.document.DocumentStatus;
import org.concierge.index.ChunkRepository;
import org.concierge.index.ChunkRepository.Chunk;
import org.concierge.index.StagedChunkRepository;
import org.concierge.ingestion.IngestionWorker;
import org.concierge.ingestion.JobRepository;
import org.concierge.ingestion.QueuePlace;
import org.concierge.ingestion.Stores;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.screening.FirstLook;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * What can be done with a tenant's documents, whoever asks: REST, console, command line. Thread
 * safe; works inside the tenant's scope.
 */
public final class Library {
  /** Enough for any import; more would only make the wait longer. */
  private static final int MAX_QUEUE = 20_000;

  private final DocumentRepository documents;
  private final ChunkRepository chunks;
  private final StagedChunkRepository staged;
  private final JobRepository jobs;
  private final DocumentFiles files;
  private final IngestionWorker worker;
  private final Catalogue catalogue;
  private final Versions versions;

  public Library(Stores stores, JobRepository jobs, IngestionWorker worker, Catalogue catalogue) {
    this.documents = stores.documents();
    this.chunks = stores.chunks();
    this.staged = stores.staged();
    this.jobs = jobs;
    this.files = stores.files();
    this.worker = worker;
    this.catalogue = catalogue;
    this.versions = new Versions(stores);
  }

  /** A stored upload, and whether the tenant had these bytes before. */
  public record Received(Document document, boolean duplicate) {}

  /**
   * Stores a file; its text can be asked for once a worker has read it. The same bytes again are
   * the same document, with the readers that it has; one that had failed is tried again.
   *
   * @param details what is said of it; of a document that is known already, nothing changes
   * @throws Problem BAD_REQUEST, NOT_FOUND for a collection, TOO_LARGE, STORAGE_FULL, UNAVAILABLE,
   *     or as {@link FirstLook} says; nothing is kept then
   */
  public Received receive(
      Tenant tenant, String filename, InputStream content, DocumentChange details) {
    Consumer<Document> change = catalogue.cataloguing().checked(tenant.id(), details, true);
    // The same bytes are one document, also if this caller may not read it.
    return ReaderScope.get(Reader.ofEverything(), () -> store(tenant, filename, content, change));
  }

  /** As above, for the whole tenant to read. */
  public Received receive(Tenant tenant, String filename, InputStream content) {
    return receive(tenant, filename, content, DocumentChange.NONE);
  }

  private Received store(
      Tenant tenant, String filename, InputStream content, Consumer<Document> details) {
    TenantId id = tenant.id();
    StoredFile file = files.receive(id, filename, content, tenant.maxUploadBytes());
    Optional<Document> known;
    try {
      FirstLook.check(file);
      known = documents.findBySha256(id, file.sha256());
      if (known.isEmpty() && jobs.count(id) >= MAX_QUEUE) {
        throw new Problem(
                ProblemType.TOO_MANY_REQUESTS,
                "Too many documents wait to be read; send more when some of them are done.")
            .retryAfter(Duration.ofMinutes(1));
      }
    } catch (RuntimeException e) {
      // Full, or the database is away: bytes that nobody will ever ask for must not fill the disk.
      files.discard(file);
      throw e;
    }
    if (known.isPresent()) {
      return duplicate(id, known.get(), file);
    }
    Document document =
        new Document(UUID.randomUUID(), file, "application/octet-stream", documents.now());
    details.accept(document);
    files.keep(id, document.id(), file);
    try {
      // The job first: a document without one would wait for ever, a job without one is dropped.
      jobs.add(id, document.id());
      documents.insert(id, document);
    } catch (RuntimeException e) {
      files.delete(id, document.id());
      // Two uploads of the same bytes at once: the other one was first.
      Document first = documents.findBySha256(id, file.sha256()).orElseThrow(() -> e);
      return new Received(first, true);
    }
    worker.hint();
    return new Received(document, false);
  }

  private Received duplicate(TenantId tenant, Document known, StoredFile file) {
    boolean again =
        known.status() == DocumentStatus.FAILED || known.status() == DocumentStatus.CANCELLED;
    files.keep(tenant, known.id(), file);
    return new Received(again ? reindex(tenant, known.id()) : known, true);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public Document get(TenantId tenant, UUID id) {
    return documents.find(tenant, id).orElseThrow(() -> Problem.notFound("document"));
  }

  /** A page, newest first; one document more than the limit if another page follows. */
  public List<Document> list(TenantId tenant, DocumentQuery wanted) {
    return documents.list(tenant, wanted);
  }

  /**
   * @param fromIndex of the first chunk wanted
   * @throws Problem NOT_FOUND
   */
  public List<Chunk> chunks(TenantId tenant, UUID id, int fromIndex, int limit) {
    get(tenant, id);
    return chunks.list(tenant, id, fromIndex, limit);
  }

  /** The bytes as they were uploaded. */
  Path original(TenantId tenant, Document document) {
    Path path = files.path(tenant, document.id());
    if (!Files.exists(path)) {
      throw Problem.notFound("document");
    }
    return path;
  }

  /**
   * Reads the stored file again; until that is done the former chunks answer.
   *
   * @throws Problem NOT_FOUND, CONFLICT if there is no file yet
   */
  public Document reindex(TenantId tenant, UUID id) {
    if (!get(tenant, id).sourceUrl().isEmpty() && !Files.exists(files.path(tenant, id))) {
      throw new Problem(
          ProblemType.CONFLICT, "This document is not here yet; import its address again.");
    }
    // The document first: a worker that takes the job sees what it is for.
    Document document = changed(tenant, id, stored -> stored.receive(documents.now()));
    jobs.add(tenant, id);
    worker.hint();
    return document;
  }

  /**
   * Ends the work on a document within seconds; what answered before answers on.
   *
   * @throws Problem NOT_FOUND, CONFLICT if nothing is being done for it
   */
  public Document cancel(TenantId tenant, UUID id) {
    if (!get(tenant, id).status().isUnderWay()) {
      throw new Problem(ProblemType.CONFLICT, "Nothing is being done for this document.");
    }
    return ReaderScope.get(Reader.ofEverything(), () -> cancelled(tenant, id));
  }

  private Document cancelled(TenantId tenant, UUID id) {
    jobs.remove(tenant, id);
    worker.stop(id);
    Document document = changed(tenant, id, stored -> stored.cancelIfUnderWay(documents.now()));
    staged.discard(tenant, id);
    int answering = chunks.count(tenant, id);
    return answering == 0
        ? document
        : changed(tenant, id, stored -> stored.answerAsBefore(answering, documents.now()));
  }

  private Document changed(TenantId tenant, UUID id, Consumer<Document> how) {
    return documents.change(tenant, id, how).orElseThrow(() -> Problem.notFound("document"));
  }

  /** Where those of the documents stand that are under way; the others are missing. */
  public Map<UUID, QueuePlace> places(TenantId tenant, List<Document> shown) {
    return jobs.places(
        tenant,
        shown.stream().filter(each -> each.status().isUnderWay()).map(Document::id).toList());
  }

  /**
   * Changes what is said of a document.
   *
   * @throws Problem NOT_FOUND, BAD_REQUEST
   */
  public Document describe(TenantId tenant, UUID id, DocumentChange wanted) {
    return catalogue.cataloguing().change(tenant, id, wanted);
  }

  /**
   * Adds tags and takes others away, whatever other tags it has meanwhile.
   *
   * @throws Problem NOT_FOUND, BAD_REQUEST
   */
  Document retag(TenantId tenant, UUID id, List<String> more, List<String> less) {
    return catalogue.cataloguing().retag(tenant, id, more, less);
  }

  /** The tenant's collections. */
  public Collecting collecting() {
    return catalogue.collecting();
  }

  /** Those of the documents that there are. */
  public List<Document> find(TenantId tenant, List<UUID> ids) {
    return documents.find(tenant, ids);
  }

  /** The ids of all that are meant, the newest first. */
  public List<UUID> ids(TenantId tenant, Filter filter) {
    return documents.ids(tenant, filter);
  }

  /** How many there are in each status. */
  public Map<DocumentStatus, Long> counts(TenantId tenant) {
    return documents.counts(tenant);
  }

  /** What was received is the next version; an earlier version that comes again is read again. */
  Received version(TenantId tenant, Received received, UUID replaced) {
    Document document = received.document();
    boolean known =
        versions.of(tenant, replaced).stream()
            .anyMatch(version -> version.id().equals(document.id()));
    Document next =
        known ? reindex(tenant, document.id()) : versions.replace(tenant, document.id(), replaced);
    return new Received(next, received.duplicate());
  }

  /** The document's history. */
  public Versions versions() {
    return versions;
  }

  /**
   * Removes the document with its history, its chunks, its file and what was still to be done for
   * it.
   *
   * @throws Problem NOT_FOUND
   */
  public void delete(TenantId tenant, UUID id) {
    Document document = get(tenant, id);
    // Whoever may delete it may not see each of its versions: none may stay behind.
    ReaderScope.run(
        Reader.ofEverything(),
        () -> {
          if (document.lineage().supersededBy() == null) {
            versions.of(tenant, id).stream()
                .filter(version -> !version.id().equals(id))
                .forEach(version -> remove(tenant, version.id()));
          }
          remove(tenant, id);
        });
  }

  private void remove(TenantId tenant, UUID id) {
    if (!documents.delete(tenant, id)) {
      throw Problem.notFound("document");
    }
    jobs.remove(tenant, id);
    files.delete(tenant, id);
  }
}
