package org.concierge.access;

/** A request body that may name the tenant it means, as {@code tenant_id}. */
public interface TenantSelecting {
  /** Null if the body names none. */
  String tenantId();
}
