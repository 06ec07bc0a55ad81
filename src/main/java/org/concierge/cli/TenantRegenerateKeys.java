package org.concierge.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.access.KeyKind;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tenant regenerate-keys}: three new keys, the former three end. */
@Command(
    name = "regenerate-keys",
    description = "Makes a tenant's three keys anew and prints them once; the former three end.")
final class TenantRegenerateKeys implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      Map<KeyKind, String> keys = workplace.provisioning().prepare(id);
      workplace.noteOf(id, "tenant.keys_regenerated", Map.of());
      Map<String, String> result = new LinkedHashMap<>();
      keys.forEach(
          (kind, key) -> result.put(kind.name().toLowerCase(Locale.ROOT) + "_api_key", key));
      output.print(
          result,
          out -> {
            keys.forEach((kind, key) -> out.printf("%s_API_KEY=%s%n", kind, key));
            out.println("The former keys stop working within 15 seconds.");
          });
    }
    return 0;
  }
}
