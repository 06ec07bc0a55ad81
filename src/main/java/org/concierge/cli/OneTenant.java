package org.concierge.cli;

import org.concierge.tenant.TenantId;
import picocli.CommandLine.Option;

/** {@code --tenant T}, which must exist. */
final class OneTenant {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId id;

  /**
   * @throws org.concierge.problem.Problem NOT_FOUND
   */
  TenantId in(Workplace workplace) {
    workplace.requireTenant(id);
    return id;
  }
}
