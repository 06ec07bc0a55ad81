package org.concierge.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.audit.AuditEntry;
import org.concierge.audit.AuditQuery;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit list}: a tenant's newest events, newest first. */
@Command(name = "list", description = "Shows a tenant's newest events.")
final class AuditList implements Callable<Integer> {
  @Mixin private Output output;

  @Option(names = "--tenant", required = true, description = "The tenant's id.")
  private TenantId tenant;

  @Option(names = "--limit", description = "Events at most (${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--action", description = "Only these, such as key.created, or key. for all.")
  private String action;

  @Override
  public Integer call() {
    List<AuditEntry> found;
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      AuditQuery newest = new AuditQuery(limit, Long.MAX_VALUE, action, null, null, null);
      found = workplace.auditTrail().page(tenant, newest);
      long shown = Math.min(limit, found.size());
      workplace.audit().later(Caller.commandLine(tenant), "audit.read", "", shown);
    }
    List<AuditEntry> shown = found.subList(0, Math.min(limit, found.size()));
    output.print(
        shown.stream().map(AuditList::members).toList(),
        out -> shown.forEach(entry -> out.println(line(entry))));
    return 0;
  }

  private static Map<String, Object> members(AuditEntry entry) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("sequence", entry.sequence());
    members.put("at", entry.at().toString());
    members.put("actor_id", entry.actorId());
    members.put("actor_name", entry.actorName());
    members.put("action", entry.action());
    members.put("object", entry.object());
    members.put("request_id", entry.requestId());
    members.put("results", entry.results());
    members.put("details", entry.details());
    return members;
  }

  private static String line(AuditEntry entry) {
    List<String> parts = new ArrayList<>();
    parts.add(String.valueOf(entry.sequence()));
    parts.add(entry.at().toString());
    parts.add(entry.actorName().isEmpty() ? "-" : entry.actorName());
    parts.add(entry.action());
    parts.add(entry.object());
    if (entry.results() != null) {
      parts.add("results=" + entry.results());
    }
    entry.details().forEach((name, value) -> parts.add(name + "=" + value));
    return String.join("  ", parts);
  }
}
