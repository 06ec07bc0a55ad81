package org.concierge.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.proof.Check;
import org.concierge.proof.Checking;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenant check}: tries a live tenant as its users do. */
@Command(
    name = "check",
    description = "Tries upload, search, chat, limits and isolation on a live tenant.")
final class TenantCheck implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Option(names = "--verbose", description = "Says of each step what was seen, and how long.")
  private boolean verbose;

  @Option(names = "--dry-run", description = "Says what would be tried, and tries nothing.")
  private boolean dryRun;

  @Option(
      names = "--cleanup",
      description = "Only removes what a check has left that could not end.")
  private boolean cleanup;

  @Mixin private ServerOption server;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.requireTenant(id);
      List<String> wanted = cleanup ? List.of("clean") : Checking.STEPS;
      if (dryRun) {
        output.print(
            Map.of("tenant_id", id.value(), "url", server.url(), "steps", wanted),
            out -> {
              wanted.forEach(step -> out.println("would try  " + step));
              out.println("at " + server.url() + "; nothing was done.");
            });
        return 0;
      }
      Check check = workplace.checking().check(id, server.url(), cleanup, step -> show(step));
      workplace.noteOf(id, "tenant.checked", Map.of("passed", check.passed()));
      output.print(
          check,
          out -> {
            out.println(check.passed() ? "All is well." : "NOT all is well.");
            if (verbose) {
              check.left().forEach(left -> out.println("Left: " + left));
            }
          });
      return check.passed() ? 0 : 1;
    }
  }

  private void show(Check.Step step) {
    String line = "%-4s %-10s".formatted(step.passed() ? "ok" : "FAIL", step.name());
    output.progress(
        verbose || !step.passed()
            ? "%s %6d ms  %s".formatted(line, step.millis(), step.detail())
            : line);
  }
}
