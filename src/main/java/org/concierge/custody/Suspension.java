package org.concierge.custody;

import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** Stops a tenant without touching what it has: every node reads it from the tenant's file. */
public final class Suspension {
  private final Tenants tenants;

  public Suspension(Tenants tenants) {
    this.tenants = tenants;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public void suspend(TenantId id, boolean suspended) {
    TenantFile file = new TenantFile(tenants.folder(), id);
    if (!file.exists()) {
      throw Problem.notFound("tenant");
    }
    file.set("TENANT_SUSPENDED", String.valueOf(suspended));
    tenants.refresh();
  }
}
