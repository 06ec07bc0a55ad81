package org.concierge.platform;

import java.time.Instant;

/**
 * What was seen of a tenant when its databases were last looked at: figures, nothing that it holds.
 *
 * @param documents null while its own database does not answer, as {@code storageBytes}
 * @param lastActivity of its people and programs; null if there was none
 */
public record Look(
    Instant at,
    Health health,
    Long documents,
    Long storageBytes,
    Long users,
    Instant lastActivity) {

  /** How the tenant's own database is. */
  public enum Health {
    REACHABLE,
    /** It does not answer, or its schema could not be brought up to date. */
    AWAY,
    /** It answers, but not to what it was asked. */
    FAILING
  }
}
