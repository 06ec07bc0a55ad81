package org.concierge.cli;

import java.util.concurrent.Callable;
import org.concierge.custody.DatabaseReport;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tenant test-db}: whether the tenant's database answers, as whom, and what it is. */
@Command(name = "test-db", description = "Connects to a tenant's database as the server does.")
final class TenantTestDb implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      DatabaseReport report = workplace.databaseReport(id);
      output.print(
          report,
          out -> {
            out.printf(
                "%s at %s, PostgreSQL %s, pgvector %s, schema %s, as %s: up to date.%n",
                report.database(),
                report.address(),
                report.postgresql(),
                report.pgvector(),
                report.schema(),
                report.user());
            out.printf("%d documents, %d chunks%n", report.documents(), report.chunks());
          });
    }
    return 0;
  }
}
