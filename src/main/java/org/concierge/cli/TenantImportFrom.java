package org.concierge.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.custody.TenantImport.Imported;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenant import}: makes a tenant of an archive. */
@Command(name = "import", description = "Makes a tenant of an archive that export has written.")
final class TenantImportFrom implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private Path archive;

  @Option(
      names = "--isolation",
      description = "shared (default), schema or database.",
      defaultValue = "shared")
  private Isolation isolation;

  @Option(
      names = "--signed-by",
      paramLabel = "KEY",
      defaultValue = "",
      description = "Thumbprint of the key that must have signed it.")
  private String signer;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      Imported imported =
          workplace.tenantImport().read(archive, isolation, signer, Output.MANIFESTS);
      TenantId id = new TenantId(imported.manifest().tenantId());
      workplace.noteOf(id, "tenant.imported", Map.of("signed_by", imported.signedBy()));
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("tenant_id", id.value());
      result.put("signed_by", imported.signedBy());
      imported
          .keys()
          .forEach(
              (kind, key) -> result.put(kind.name().toLowerCase(Locale.ROOT) + "_api_key", key));
      output.print(
          result,
          out -> {
            out.printf("Tenant %s is here. Its new keys, shown this once:%n%n", id);
            imported.keys().forEach((kind, key) -> out.printf("%s_API_KEY=%s%n", kind, key));
            out.printf("%nSigned by key %s%n", imported.signedBy());
            out.println("Next: its model's key and other secrets; people set new passwords.");
          });
    }
    return 0;
  }
}
