package org.concierge.cli;

import java.io.Console;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.custody.Deletion;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenant delete}: ends a tenant, and says what of it is left. */
@Command(
    name = "delete",
    description = "Deletes a tenant's documents, conversations, users, keys and settings.")
final class TenantDelete implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Option(
      names = "--yes",
      paramLabel = "ID",
      description = "The tenant's id once more; else it is asked for at a terminal.")
  private String confirmed;

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!id.value().equals(confirmation())) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "This cannot be undone. To delete tenant " + id + " add --yes " + id + ".");
    }
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      Deletion.Report report = workplace.deletion().delete(id);
      workplace.noteOf(id, "tenant.deleted", Map.of());
      output.print(
          report,
          out -> {
            report.rows().forEach((table, rows) -> out.printf("%-20s %d rows%n", table, rows));
            out.printf("Tenant %s is deleted.%n", id);
            report.left().forEach(left -> out.println("Left: " + left));
          });
    }
    return 0;
  }

  /** People mistype a name; a program that gives one and nobody to ask means it. */
  private String confirmation() {
    if (confirmed != null) {
      return confirmed;
    }
    Console console = System.console();
    return console == null
        ? id.value()
        : console.readLine("This cannot be undone. The id of the tenant to delete, again: ");
  }
}
