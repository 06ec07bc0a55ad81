package org.concierge.tenant;

import jakarta.enterprise.context.RequestScoped;

/**
 * The tenant of the current request, filled once by the {@code TenantBound} interceptor and read at
 * the edge only; below it a {@link TenantId} is a parameter.
 */
@RequestScoped
public class TenantContext {
  private Tenant tenant;

  /**
   * @throws IllegalStateException if no tenant is set
   */
  public Tenant tenant() {
    if (tenant == null) {
      throw new IllegalStateException("No tenant is set for this request.");
    }
    return tenant;
  }

  public TenantId id() {
    return tenant().id();
  }

  public void enter(Tenant chosen) {
    if (tenant != null && !tenant.id().equals(chosen.id())) {
      throw new IllegalStateException("This request already works for another tenant.");
    }
    tenant = chosen;
  }
}
