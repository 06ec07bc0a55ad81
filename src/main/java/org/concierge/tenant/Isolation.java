package org.concierge.tenant;

/** Where a tenant's rows are; see the isolation tiers in the architecture. */
public enum Isolation {
  SHARED,
  SCHEMA,
  DATABASE
}
