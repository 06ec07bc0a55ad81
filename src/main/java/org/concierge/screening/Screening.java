package org.concierge.screening;

import java.util.List;
import java.util.UUID;
import org.concierge.content.Extracted;
import org.concierge.content.Suspicion;
import org.concierge.document.DocumentRepository;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Looks at what was read before it can be asked. A document in which text is found that is meant
 * for the model rather than for a reader is HELD, with nothing of it left to be found, until an
 * administrator releases or rejects it; the tenant's {@code HOLD_SUSPICIOUS} switches that off, and
 * the passages are only told then. Thread safe; works inside the tenant's scope.
 */
public final class Screening {
  private final SuspicionRepository suspicions;
  private final DocumentRepository documents;
  private final Tenants tenants;

  public Screening(SuspicionRepository suspicions, DocumentRepository documents, Tenants tenants) {
    this.suspicions = suspicions;
    this.documents = documents;
    this.tenants = tenants;
  }

  /**
   * Whether the document is held; then nothing more is to be done for it.
   *
   * @param extracted from the bytes that the document had in that generation; of a later one
   *     nothing is said
   */
  public boolean holds(TenantId tenant, UUID document, int generation, Extracted extracted) {
    List<Suspicion> found = extracted.suspicions();
    boolean mayHold = tenants.get(tenant).holdsSuspicious();
    if (!suspicions.replace(tenant, document, generation, found, mayHold)) {
      return false;
    }
    documents.change(
        tenant, document, generation, held -> held.hold(reason(found.size()), documents.now()));
    return true;
  }

  private static String reason(int passages) {
    return passages == 1
        ? "Held for review: one passage seems to be meant for the language model."
        : "Held for review: " + passages + " passages seem to be meant for the language model.";
  }
}
