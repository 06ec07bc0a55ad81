package org.concierge.webimport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.concierge.document.Document;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentFiles.StoredFile;
import org.concierge.document.DocumentRepository;
import org.concierge.document.DocumentStatus;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;
import org.concierge.webimport.UrlImportRepository.UrlJob;
import org.concierge.webimport.Web.Found;

/**
 * Fetches the bytes of documents that stand at addresses, and hands them on to be read. Each step
 * can be repeated: a thread that dies leaves nothing that the next one trips over.
 */
public final class UrlFetching implements LeasedWork.Queue<UrlJob> {
  private static final Logger LOG = System.getLogger(UrlFetching.class.getName());

  /** Some minutes in all: a server that is away for longer is asked again by a person. */
  private static final int MAX_ATTEMPTS = 5;

  /** Of a web page, all its menus included; larger ones are no text for people. */
  private static final long MAX_PAGE_BYTES = 8L * 1024 * 1024;

  private final Tenants tenants;
  private final DocumentRepository documents;
  private final DocumentFiles files;
  private final UrlImportRepository imports;
  private final Bringing bringing;

  /**
   * Where bytes come from and go to.
   *
   * @param arrived called with each document whose bytes are here, to have it read
   */
  public record Bringing(Web web, Recordings recordings, Arrived arrived) {}

  /** Has a document read. */
  @FunctionalInterface
  public interface Arrived {
    void read(TenantId tenant, UUID documentId);
  }

  public UrlFetching(
      Tenants tenants,
      DocumentRepository documents,
      DocumentFiles files,
      UrlImportRepository imports,
      Bringing bringing) {
    this.tenants = tenants;
    this.documents = documents;
    this.files = files;
    this.imports = imports;
    this.bringing = bringing;
  }

  @Override
  public Optional<UrlJob> next(String worker, Duration lease) {
    return imports.next(worker, lease);
  }

  @Override
  public TenantId tenant(UrlJob job) {
    return job.tenant();
  }

  @Override
  public void renew(UrlJob job, String worker, Duration lease) {
    imports.renew(job, worker, lease);
  }

  @Override
  public void work(UrlJob job, String worker) {
    Optional<Document> document = documents.find(job.tenant(), job.documentId());
    if (document.isEmpty() && job.attempts() < MAX_ATTEMPTS) {
      // Its row follows the job's by milliseconds; one that does not come was never acknowledged.
      imports.postpone(job, worker, Duration.ofSeconds(1));
      return;
    }
    if (document.isEmpty() || document.get().status() == DocumentStatus.CANCELLED) {
      imports.remove(job.tenant(), job.documentId());
      return;
    }
    try {
      fetch(tenants.get(job.tenant()), job);
      imports.remove(job.tenant(), job.documentId());
    } catch (NotImported e) {
      fail(job, e.getMessage());
    } catch (Problem problem) {
      again(job, worker, problem);
    } catch (IOException e) {
      again(job, worker, Problem.unavailable("The file store is not available.", e));
    }
  }

  private void again(UrlJob job, String worker, Problem problem) {
    if (Thread.currentThread().isInterrupted()) {
      // The server stops: the lease runs out.
      return;
    }
    boolean passes = problem.type().status() >= 500 && problem.type() != ProblemType.STORAGE_FULL;
    LOG.log(Level.WARNING, "document {0}: {1}", job.documentId(), problem.detail());
    if (passes && job.attempts() < MAX_ATTEMPTS) {
      imports.postpone(job, worker, Duration.ofSeconds(2L << Math.min(2 * job.attempts(), 8)));
    } else {
      fail(job, problem.detail());
    }
  }

  private void fail(UrlJob job, String reason) {
    documents.change(
        job.tenant(), job.documentId(), document -> document.fail(reason, documents.now()));
    imports.remove(job.tenant(), job.documentId());
  }

  private void fetch(Tenant tenant, UrlJob job) throws IOException, NotImported {
    URI address = UrlImport.checked(tenant, job.address(), bringing.web().outbound());
    Path draft = files.draft(tenant.id());
    try {
      Found found = bringing.web().fetch(tenant, address, draft, tenant.maxUploadBytes());
      store(tenant, job, found);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void store(Tenant tenant, UrlJob job, Found found) throws IOException, NotImported {
    if (found.isMedia()) {
      keep(tenant, job, bringing.recordings().ofFile(tenant, found));
      return;
    }
    if (!found.isPage()) {
      try (InputStream bytes = Files.newInputStream(found.file())) {
        String name = Web.completed(found.filename(), found.mediaType());
        keep(tenant, job, name, files.receive(tenant.id(), name, bytes, tenant.maxUploadBytes()));
      }
      return;
    }
    if (Files.size(found.file()) > MAX_PAGE_BYTES) {
      throw new NotImported("The page is too large to be read.");
    }
    ReadablePage page = found.page();
    keep(tenant, job, bringing.recordings().ofPage(tenant, found.address(), page));
  }

  private void keep(Tenant tenant, UrlJob job, Written text) {
    String title =
        text.title().isBlank() ? UrlImport.name(URI.create(job.address())) : text.title();
    byte[] bytes = text.content().getBytes(StandardCharsets.UTF_8);
    String name = DocumentFiles.cleaned(title.replaceAll("[/\\\\:]+", " ")) + "." + text.ending();
    keep(
        tenant,
        job,
        title,
        files.receive(tenant.id(), name, new ByteArrayInputStream(bytes), tenant.maxUploadBytes()));
  }

  private void keep(Tenant tenant, UrlJob job, String title, StoredFile stored) {
    TenantId id = tenant.id();
    try {
      Optional<Document> same = documents.findBySha256(id, stored.sha256());
      if (same.isPresent() && !same.get().id().equals(job.documentId())) {
        files.discard(stored);
        fail(job, "What stands there is in the library already, as another document.");
        return;
      }
    } catch (RuntimeException e) {
      files.discard(stored);
      throw e;
    }
    files.keep(id, job.documentId(), stored);
    Optional<Document> arrived =
        documents.change(
            id, job.documentId(), document -> document.arrive(stored, title, documents.now()));
    if (arrived.isEmpty()) {
      files.delete(id, job.documentId());
      return;
    }
    bringing.arrived().read(id, job.documentId());
  }
}
