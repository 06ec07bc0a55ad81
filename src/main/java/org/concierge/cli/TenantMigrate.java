package org.concierge.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenant migrate}: brings schemas up to date ahead of a server that would do it itself. */
@Command(name = "migrate", description = "Brings the schema of one or all tenants up to date.")
final class TenantMigrate implements Callable<Integer> {
  @Parameters(index = "0", arity = "0..1", description = "The tenant.")
  private TenantId id;

  @Option(names = "--all", description = "Every tenant; one that fails stops no other.")
  private boolean all;

  @Option(names = "--parallel", defaultValue = "4", description = "Tenants at once (4).")
  private int parallel;

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  /** How it went for one tenant; {@code problem} is absent if it went well. */
  record Result(String tenantId, boolean upToDate, String problem) {}

  @Override
  public Integer call() throws InterruptedException {
    if (all == (id != null) || parallel < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Name one tenant, or --all; --parallel is 1 or more.");
    }
    List<Result> results;
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.tenants().refresh();
      List<TenantId> wanted =
          all
              ? workplace.tenants().all().stream()
                  .map(Tenant::id)
                  .sorted(Comparator.comparing(TenantId::value))
                  .toList()
              : List.of(id);
      results = migrate(workplace, wanted);
      workplace
          .tenants()
          .complaints()
          .forEach(
              (broken, complaint) -> {
                if (all) {
                  results.add(new Result(broken.value(), false, complaint));
                }
              });
    }
    output.print(
        results,
        out ->
            results.forEach(
                result ->
                    out.printf(
                        "%-31s %s%n",
                        result.tenantId(), result.upToDate() ? "up to date" : result.problem())));
    return results.stream().allMatch(Result::upToDate) ? 0 : 1;
  }

  private List<Result> migrate(Workplace workplace, List<TenantId> wanted)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Result>> pending = new ArrayList<>();
      wanted.forEach(tenant -> pending.add(threads.submit(() -> migrate(workplace, tenant))));
      List<Result> results = new ArrayList<>();
      for (Future<Result> result : pending) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Result migrate(Workplace workplace, TenantId tenant) {
    try {
      workplace.migrate(tenant);
      return new Result(tenant.value(), true, null);
    } catch (Problem problem) {
      return new Result(tenant.value(), false, problem.detail());
    }
  }
}
