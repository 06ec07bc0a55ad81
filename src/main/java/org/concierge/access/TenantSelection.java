package org.concierge.access;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/** Whether the tenant that a request names is the one that its credential opens. */
public final class TenantSelection {
  private static final Logger LOG = System.getLogger(TenantSelection.class.getName());

  private TenantSelection() {}

  /** A request named a tenant that its credential does not open; whether it exists is not told. */
  public static final class ForeignTenant extends Problem {
    private static final long serialVersionUID = 1L;

    private final String named;

    private ForeignTenant(String named) {
      super(
          ProblemType.FORBIDDEN,
          "This credential does not open that tenant. Leave the tenant out, or name its own.");
      this.named = named;
    }

    /** What the request called it. */
    public String named() {
      return named;
    }
  }

  /**
   * A tenant that does not exist, one with a malformed name and one of somebody else are refused in
   * the same words.
   *
   * @param selectors in the order body, query, header; may be empty
   * @param own the tenant that the credential opens
   * @throws Problem CONFLICTING_TENANTS if two differ, FORBIDDEN if they name another tenant
   */
  public static void check(List<String> selectors, TenantId own) {
    if (selectors.stream().distinct().count() > 1) {
      throw new Problem(
          ProblemType.CONFLICTING_TENANTS,
          "tenant_id, tenant and X-Tenant-ID name different tenants.");
    }
    for (String selector : selectors) {
      if (!selector.equals(own.value())) {
        LOG.log(Level.WARNING, "tenant refused: a credential of {0} named another one", own);
        throw new ForeignTenant(selector);
      }
    }
  }
}
