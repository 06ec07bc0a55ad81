package org.concierge.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.moving.Destination;
import org.concierge.moving.Moved;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenant move}: to another tier or server, while the tenant works. */
@Command(
    name = "move",
    description = {
      "Moves a tenant to another tier or server while it works.",
      "Run again, it goes on where it was; --to the present tier takes an unfinished move back."
    })
final class TenantMove implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Option(names = "--to", required = true, description = "shared, schema or database.")
  private Isolation tier;

  @Mixin private DatabaseOptions database;
  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    Destination wanted = new Destination(tier, database.settings());
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      Moved moved = workplace.moving().move(id, wanted, output::progress);
      workplace.noteOf(
          id,
          "tenant.moved",
          Map.of("outcome", moved.outcome(), "from", moved.from(), "to", moved.to()));
      output.print(
          moved,
          out -> {
            moved
                .tables()
                .forEach(
                    table ->
                        out.printf(
                            "%-20s %8d rows  %s%n", table.name(), table.rows(), table.sha256()));
            out.printf(
                "Tenant %s: %s, from %s to %s.%n", id, moved.outcome(), moved.from(), moved.to());
            if (moved.outcome().equals("moved")) {
              out.printf("Nobody could write for %.2f s.%n", moved.pausedMillis() / 1000.0);
            }
            moved.left().forEach(left -> out.println("Left: " + left));
          });
    }
    return 0;
  }
}
