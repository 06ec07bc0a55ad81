package org.concierge.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code history cleanup}: deletes conversations that nobody has used for some days. */
@Command(name = "cleanup", description = "Deletes conversations not used for a number of days.")
final class HistoryCleanup implements Callable<Integer> {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Option(names = "--days", required = true, description = "Days since it was last used.")
  private int days;

  @Option(names = "--dry-run", description = "Only say how many there are.")
  private boolean dryRun;

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (days < 1) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--days must be 1 or more.");
    }
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.tenants().get(tenant);
      long conversations =
          dryRun
              ? workplace.retention().count(tenant, days)
              : workplace.retention().clean(Caller.commandLine(tenant), days);
      output.print(
          Map.of("tenant_id", tenant.value(), "conversations", conversations, "dry_run", dryRun),
          out ->
              out.printf(
                  "%d conversations not used for %d days %s.%n",
                  conversations, days, dryRun ? "would be deleted" : "are deleted"));
    }
    return 0;
  }
}
