package org.concierge.cli;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.security.KeysResource.KeyView;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code key revoke}. */
@Command(name = "revoke", description = "Ends an API key, and the bearers that it has got.")
final class KeyRevoke implements Callable<Integer> {
  @Mixin private OneKey key;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      TenantId tenant = key.tenant(workplace);
      UUID id = key.in(workplace);
      workplace.tenantKeys().revoke(Caller.commandLine(tenant), id);
      output.print(
          KeyView.of(workplace.tenantKeys().get(tenant, id), null),
          out -> out.println("The key stops working within 15 seconds."));
    }
    return 0;
  }
}
