package org.concierge.custody;

import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Names another embedding model in a tenant's settings. Every node reads it from the tenant's file
 * and builds an index of that model; the present one answers until that is complete.
 */
public final class ModelChange {
  private final Tenants tenants;

  public ModelChange(Tenants tenants) {
    this.tenants = tenants;
  }

  /**
   * @param dimensions 0: as they are
   * @throws Problem NOT_FOUND, BAD_REQUEST if the tenant's model is the one of this process
   */
  public void change(TenantId id, String model, int dimensions) {
    TenantFile file = new TenantFile(tenants.folder(), id);
    if (!file.exists()) {
      throw Problem.notFound("tenant");
    }
    if (tenants.get(id).embedding().local()) {
      throw Problem.badRequest(
          "The local model is the only one of its kind; set EMBEDDING_PROVIDER=openai first.");
    }
    // The model last: whoever reads the file in between builds nothing that is not wanted.
    if (dimensions > 0) {
      file.set("EMBEDDING_DIMENSIONS", String.valueOf(dimensions));
    }
    file.set("EMBEDDING_MODEL", model);
    tenants.refresh();
  }
}
