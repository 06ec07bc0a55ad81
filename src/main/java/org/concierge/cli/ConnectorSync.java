package org.concierge.cli;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.concierge.connector.ConnectorView;
import org.concierge.connector.Connectors;
import org.concierge.connector.SyncCount;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code connector sync}: at once, in this process; the server reads what it brings. */
@Command(name = "sync", description = "Brings a connector's documents into step, now.")
final class ConnectorSync implements Callable<Integer> {
  @Mixin private OneTenant tenant;

  @Parameters(paramLabel = "ID", description = "The connector's id.")
  private UUID connector;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment());
        Connectors connectors = workplace.connectors()) {
      TenantId id = tenant.in(workplace);
      ConnectorView done =
          ConnectorView.of(TenantScope.get(id, () -> connectors.sync(id, connector, this::tell)));
      output.print(done, out -> out.println(done.error() == null ? "In step." : done.error()));
      return done.error() == null ? 0 : 1;
    }
  }

  private void tell(SyncCount count) {
    output.progress(
        "%d found, %d added, %d changed, %d removed, %d refused"
            .formatted(
                count.found(), count.added(), count.changed(), count.removed(), count.refused()));
  }
}
