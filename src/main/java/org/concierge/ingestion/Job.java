package org.concierge.ingestion;

import java.util.UUID;
import org.concierge.tenant.TenantId;

/**
 * A job under lease.
 *
 * @param attempts how often it was begun since it last got on, this time included
 * @param revision of what was asked for; a later one is another job
 */
record Job(UUID id, TenantId tenant, UUID documentId, Kind kind, int attempts, int revision) {
  /** What is to be done for a document. */
  enum Kind {
    /** Read its file, then whatever INDEX would do. */
    READ,
    /** Bring it into the index that is building. */
    INDEX
  }
}
