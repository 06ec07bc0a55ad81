package org.concierge.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.audit.AuditTrail.Verification;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit verify}: fails if an event was changed, removed or moved since it was written. */
@Command(name = "verify", description = "Checks that no event was changed since it was written.")
final class AuditVerify implements Callable<Integer> {
  @Mixin private Output output;

  @ArgGroup(multiplicity = "1")
  private Which which;

  /** One tenant, or each. */
  private static final class Which {
    @Option(names = "--tenant", description = "The tenant's id.")
    private TenantId tenant;

    @Option(names = "--all", description = "Every tenant.")
    private boolean all;
  }

  @Override
  public Integer call() {
    List<Verification> found;
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.tenants().refresh();
      List<TenantId> tenants =
          which.all
              ? workplace.tenants().all().stream().map(Tenant::id).toList()
              : List.of(which.tenant);
      found = tenants.stream().map(workplace.auditTrail()::verify).toList();
    }
    output.print(
        found.stream().map(AuditVerify::members).toList(),
        out -> found.forEach(each -> print(out, each)));
    return found.stream().allMatch(Verification::unbroken) ? 0 : 1;
  }

  private static Map<String, Object> members(Verification found) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("tenant", found.tenant().value());
    members.put("events", found.events());
    members.put("head", found.head());
    members.put("unbroken", found.unbroken());
    members.put("breaches", found.breaches());
    return members;
  }

  private static void print(PrintWriter out, Verification found) {
    String state = found.unbroken() ? "unbroken" : "BROKEN";
    out.printf("%s: %d events, %s, head %s%n", found.tenant(), found.events(), state, found.head());
    found.breaches().forEach(breach -> out.println("  " + breach));
  }
}
