package org.concierge.library;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.content.Suspicion;
import org.concierge.document.Document;
import org.concierge.document.DocumentRepository;
import org.concierge.document.DocumentStatus;
import org.concierge.ingestion.JobRepository;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.screening.SuspicionRepository;
import org.concierge.tenant.TenantId;

/** What an administrator does about documents that are held. Thread safe. */
public final class Reviewing {
  private static final int MAX_REASON = 500;

  private final Library library;
  private final DocumentRepository documents;
  private final JobRepository jobs;
  private final SuspicionRepository suspicions;
  private final Audit audit;

  public Reviewing(
      Library library,
      DocumentRepository documents,
      JobRepository jobs,
      SuspicionRepository suspicions,
      Audit audit) {
    this.library = library;
    this.documents = documents;
    this.jobs = jobs;
    this.suspicions = suspicions;
    this.audit = audit;
  }

  /**
   * The passages for which it was held, in reading order.
   *
   * @throws Problem NOT_FOUND
   */
  public List<Suspicion> suspicions(TenantId tenant, UUID id) {
    library.get(tenant, id);
    return suspicions.list(tenant, id);
  }

  /**
   * Lets it be asked as it is; other bytes in its place are looked at anew.
   *
   * @throws Problem NOT_FOUND, CONFLICT if it is not held
   */
  public Document release(Caller by, UUID id) {
    held(by.tenant(), id);
    int passages = suspicions.list(by.tenant(), id).size();
    suspicions.release(by.tenant(), id);
    Document released = library.reindex(by.tenant(), id);
    audit.record(by, "document.released", id.toString(), Map.of("passages", passages));
    return released;
  }

  /**
   * Leaves it where it is, never to be asked.
   *
   * @param reason for whoever uploaded it; null or blank for the usual sentence
   * @throws Problem NOT_FOUND, CONFLICT if it is not held, BAD_REQUEST
   */
  public Document reject(Caller by, UUID id, String reason) {
    String why =
        reason == null || reason.isBlank() ? "An administrator has rejected it." : reason.strip();
    if (why.length() > MAX_REASON) {
      throw Problem.badRequest("\"reason\" may have " + MAX_REASON + " characters at most.");
    }
    held(by.tenant(), id);
    jobs.remove(by.tenant(), id);
    Document rejected =
        documents
            .change(by.tenant(), id, document -> document.reject(why, documents.now()))
            .orElseThrow(() -> Problem.notFound("document"));
    audit.record(by, "document.rejected", id.toString(), Map.of());
    return rejected;
  }

  private void held(TenantId tenant, UUID id) {
    if (library.get(tenant, id).status() != DocumentStatus.HELD) {
      throw new Problem(ProblemType.CONFLICT, "The document is not held.");
    }
  }
}
