package org.concierge.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.concierge.connector.ConnectorView;
import org.concierge.connector.Connectors;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code connector list}: without any credential. */
@Command(name = "list", description = "Lists a tenant's connectors and what became of them.")
final class ConnectorList implements Callable<Integer> {
  @Mixin private OneTenant tenant;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment());
        Connectors connectors = workplace.connectors()) {
      TenantId id = tenant.in(workplace);
      List<ConnectorView> views =
          TenantScope.get(id, () -> connectors.list(id)).stream().map(ConnectorView::of).toList();
      output.print(
          views,
          out ->
              views.forEach(
                  view ->
                      out.printf(
                          "%s %-7s %-8s %5d files %s %s%n",
                          view.id(),
                          view.kind(),
                          view.status(),
                          view.last().found(),
                          view.name(),
                          view.error() == null ? "" : view.error())));
    }
    return 0;
  }
}
