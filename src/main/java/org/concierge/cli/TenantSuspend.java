package org.concierge.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tenant suspend}. */
@Command(
    name = "suspend",
    description = "Refuses every credential of a tenant; nothing is deleted.")
final class TenantSuspend implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.suspension().suspend(id, true);
      workplace.noteOf(id, "tenant.suspended", Map.of());
    }
    output.print(
        Map.of("tenant_id", id.value(), "suspended", true),
        out ->
            out.println(
                "Tenant " + id + " is suspended: within seconds no credential of it works."));
    return 0;
  }
}
