package org.concierge.usage;

import org.concierge.tenant.TenantId;

/** Where the ledger is kept. */
@FunctionalInterface
interface LedgerStore {
  /**
   * All of it or nothing, inside the tenant's scope.
   *
   * @throws org.concierge.problem.Problem UNAVAILABLE while the database is away
   */
  void add(TenantId tenant, Ledger.Page page);
}
