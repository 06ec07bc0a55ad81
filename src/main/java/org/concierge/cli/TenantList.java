package org.concierge.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.concierge.custody.TenantFile;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tenant list}: every tenant, also one whose settings cannot be read. */
@Command(name = "list", description = "Lists the tenants and whether they work.")
final class TenantList implements Callable<Integer> {
  @Mixin private Output output;

  /** A line of the list; {@code problem} names file, line and key. */
  record Line(String id, String name, String isolation, String status, String problem) {}

  @Override
  public Integer call() {
    Tenants tenants = new Tenants(Installation.fromEnvironment().tenantsFolder());
    tenants.refresh();
    List<Line> lines = new ArrayList<>();
    for (Tenant tenant : tenants.all()) {
      lines.add(
          new Line(
              tenant.id().value(),
              tenant.name(),
              tenant.isolation().name().toLowerCase(Locale.ROOT),
              status(tenant, tenants),
              null));
    }
    tenants
        .complaints()
        .forEach((id, problem) -> lines.add(new Line(id.value(), "", "", "broken", problem)));
    lines.sort(Comparator.comparing(Line::id));
    output.print(
        lines,
        out -> {
          lines.forEach(
              line ->
                  out.printf(
                      "%-31s %-9s %-9s %s%n",
                      line.id(),
                      line.isolation(),
                      line.status(),
                      line.problem() == null ? line.name() : line.problem()));
          out.println(
              lines.isEmpty()
                  ? "There is no tenant yet: tenant create ID makes one."
                  : lines.size() + (lines.size() == 1 ? " tenant" : " tenants"));
        });
    return 0;
  }

  private static String status(Tenant tenant, Tenants tenants) {
    if (TenantFile.ofErasure(tenants.folder(), tenant.id()).exists()) {
      return "erasing";
    }
    return tenant.suspended() ? "suspended" : "active";
  }
}
