package org.concierge.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tenant resume}. */
@Command(name = "resume", description = "Lets a suspended tenant work again.")
final class TenantResume implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.suspension().suspend(id, false);
      workplace.noteOf(id, "tenant.resumed", Map.of());
    }
    output.print(
        Map.of("tenant_id", id.value(), "suspended", false),
        out -> out.println("Tenant " + id + " works again."));
    return 0;
  }
}
