package org.concierge.library;

import java.util.Map;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.Document;
import org.concierge.problem.Problem;

/** What somebody does to one document, written down in the audit. Thread safe. */
public final class DocumentWork {
  private final Library library;
  private final Audit audit;

  public DocumentWork(Library library, Audit audit) {
    this.library = library;
    this.audit = audit;
  }

  /** To look at documents, of which a page need not tell the audit. */
  public Library library() {
    return library;
  }

  /**
   * As {@link Library#describe}.
   *
   * @throws Problem NOT_FOUND, BAD_REQUEST
   */
  public Document change(Caller by, UUID id, DocumentChange wanted) {
    Document document = library.describe(by.tenant(), id, wanted);
    // Who may read it from now on is what an auditor asks for; titles and tags are content.
    audit.record(
        by,
        "document.changed",
        id.toString(),
        wanted.readers() == null
            ? Map.of()
            : Map.of("readers", String.join(" ", document.readers())));
    return document;
  }

  /**
   * As {@link Library#reindex}.
   *
   * @throws Problem NOT_FOUND
   */
  public Document reindex(Caller by, UUID id) {
    Document document = library.reindex(by.tenant(), id);
    audit.record(by, "document.reindexed", id.toString(), Map.of());
    return document;
  }

  /**
   * As {@link Library#delete}.
   *
   * @throws Problem NOT_FOUND
   */
  public void delete(Caller by, UUID id) {
    library.delete(by.tenant(), id);
    audit.record(by, "document.deleted", id.toString(), Map.of());
  }
}
