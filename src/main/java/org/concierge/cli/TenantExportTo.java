package org.concierge.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.custody.Manifest;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenant export}: one signed archive that another installation imports. */
@Command(
    name = "export",
    description = "Writes a tenant into one signed archive, without its secrets.")
final class TenantExportTo implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The archive (ID.concierge.zip in the current folder).")
  private Path file;

  @Mixin private Output output;

  @Override
  public Integer call() {
    Path archive = file == null ? Path.of(id + ".concierge.zip") : file;
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      Manifest manifest = workplace.tenantExport().export(id, archive, Output.MANIFESTS);
      long rows = manifest.entries().stream().mapToLong(Manifest.Entry::rows).sum();
      workplace.noteOf(id, "tenant.exported", Map.of("rows", rows));
      output.print(
          manifest,
          out -> {
            manifest
                .entries()
                .forEach(
                    entry -> {
                      if (entry.rows() > 0) {
                        out.printf("%-40s %d rows%n", entry.name(), entry.rows());
                      }
                    });
            out.printf("Tenant %s is in %s.%n", id, archive);
            out.println(
                "Left out: passwords, keys and other credentials. Keep the archive as safe as the"
                    + " documents.");
          });
    }
    return 0;
  }
}
