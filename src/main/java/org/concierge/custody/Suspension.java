package org.concierge.custody;

import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** Stops a tenant without touching what it has: every node reads it from the tenant's file. */
public final class Suspension {
  private final Tenants tenants;

  public Suspension(Tenants tenants) {
    this.tenants = tenants;
  }

  /**
   * @throws Problem NOT_FOUND, CONFLICT to take up again what is being erased
   */
  public void suspend(TenantId id, boolean suspended) {
    TenantFile file = new TenantFile(tenants.folder(), id);
    if (!file.exists()) {
      throw Problem.notFound("tenant");
    }
    if (!suspended && TenantFile.ofErasure(tenants.folder(), id).exists()) {
      throw new Problem(
          ProblemType.CONFLICT, "Tenant " + id + " is being erased: rows of it may be gone.");
    }
    file.set("TENANT_SUSPENDED", String.valueOf(suspended));
    tenants.refresh();
  }
}
