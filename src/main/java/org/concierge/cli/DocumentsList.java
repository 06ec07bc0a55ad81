package org.concierge.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.document.DocumentStatus;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code documents list}. */
@Command(name = "list", description = "Lists a tenant's documents, newest first.")
final class DocumentsList implements Callable<Integer> {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Option(names = "--status", description = "Only those, for example FAILED.")
  private DocumentStatus status;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      List<DocumentLine> lines = DocumentLine.of(new DocumentsOf(workplace, tenant).all(status));
      workplace.audit().later(Caller.commandLine(tenant), "document.listed", "", lines.size());
      output.print(
          lines,
          out -> {
            DocumentLine.print(lines, out);
            out.printf("%d documents%n", lines.size());
          });
    }
    return 0;
  }
}
