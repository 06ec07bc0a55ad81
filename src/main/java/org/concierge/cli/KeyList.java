package org.concierge.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.concierge.security.KeysResource.KeyView;
import org.concierge.tenant.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code key list}: without any secret. */
@Command(name = "list", description = "Lists a tenant's API keys, the newest first.")
final class KeyList implements Callable<Integer> {
  @Mixin private OneTenant tenant;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      List<KeyView> keys =
          workplace.tenantKeys().all(tenant.in(workplace)).stream()
              .map(key -> KeyView.of(key, null))
              .toList();
      output.print(
          keys,
          out ->
              keys.forEach(
                  key ->
                      out.printf(
                          "%s %-12s %-8s %-20s %s%n",
                          key.id(),
                          key.prefix(),
                          key.revokedAt() == null ? "" : "revoked",
                          key.name(),
                          String.join(" ", key.scopes()))));
    }
    return 0;
  }
}
