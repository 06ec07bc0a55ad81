package org.concierge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.access.KeyKind;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenant create}: makes a tenant and prints its keys, once. */
@Command(name = "create", description = "Creates a tenant and prints its API keys once.")
final class TenantCreate implements Callable<Integer> {
  @Parameters(index = "0", description = "Lower-case letters, digits and hyphens.")
  private TenantId id;

  @Option(names = "--name", description = "The tenant's name as people know it.")
  private String name;

  @Option(
      names = "--isolation",
      description = "shared (default), schema or database.",
      defaultValue = "shared")
  private Isolation isolation;

  @Mixin private DatabaseOptions database;
  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      Map<KeyKind, String> keys =
          workplace
              .provisioning()
              .create(id, name == null ? id.value() : name, isolation, database.settings());
      workplace.noteOf(id, "tenant.created", Map.of());
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("tenant_id", id.value());
      keys.forEach(
          (kind, key) -> result.put(kind.name().toLowerCase(Locale.ROOT) + "_api_key", key));
      Path file = workplace.tenants().folder().resolve(id.value()).resolve(".env");
      output.print(
          result,
          out -> {
            out.printf("Tenant %s is ready. Its keys, shown this once:%n%n", id);
            keys.forEach((kind, key) -> out.printf("%s_API_KEY=%s%n", kind, key));
            out.printf("%nNext:%n");
            out.printf("  1. its model and other settings:  %s%n", file);
            out.printf("  2. its database, if it answers:   tenant test-db %s%n", id);
            out.printf("  3. a first administrator:         user invite --tenant %s E-MAIL%n", id);
            out.printf(
                "  4. documents:                     documents import --tenant %s PATH%n", id);
          });
    }
    return 0;
  }
}
