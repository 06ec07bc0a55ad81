package org.concierge.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.access.KeyKind;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenant create}: makes a tenant and prints its keys, once. */
@Command(name = "create", description = "Creates a tenant and prints its API keys once.")
final class TenantCreate implements Callable<Integer> {
  @Parameters(index = "0", description = "Lower-case letters, digits and hyphens.")
  private TenantId id;

  @Option(names = "--name", description = "The tenant's name as people know it.")
  private String name;

  @Option(names = "--isolation", description = "shared, schema or database.")
  private Isolation isolation = Isolation.SHARED;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      Map<KeyKind, String> keys =
          workplace
              .provisioning()
              .create(id, name == null ? id.value() : name, isolation, Map.of());
      keys.forEach((kind, key) -> System.out.println(kind + "_API_KEY=" + key));
    }
    return 0;
  }
}
