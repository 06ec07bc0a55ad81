package org.concierge.audit;

import java.time.Instant;

/**
 * A page of a tenant's events, newest first.
 *
 * @param limit rows at most
 * @param before only events with a lower sequence
 * @param action exactly, or all below it if it ends in a dot; null: any
 * @param actor part of the actor's name in any case, or its id; null: any
 * @param from this instant or later; null: any
 * @param to before this instant; null: any
 */
public record AuditQuery(
    int limit, long before, String action, String actor, Instant from, Instant to) {

  /** The newest events of any kind. */
  public static AuditQuery newest(int limit) {
    return new AuditQuery(limit, Long.MAX_VALUE, null, null, null, null);
  }
}
