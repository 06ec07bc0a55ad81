package org.concierge.cli;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.connector.Connectors;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code connector remove}: what it has brought stays. */
@Command(name = "remove", description = "Removes a connector; its documents stay.")
final class ConnectorRemove implements Callable<Integer> {
  @Mixin private OneTenant tenant;

  @Parameters(paramLabel = "ID", description = "The connector's id.")
  private UUID connector;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment());
        Connectors connectors = workplace.connectors()) {
      TenantId id = tenant.in(workplace);
      TenantScope.run(id, () -> connectors.remove(Caller.commandLine(id), connector));
      output.print(Map.of("removed", connector), out -> out.println("Removed."));
    }
    return 0;
  }
}
