package org.concierge.cli;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code documents delete}. */
@Command(name = "delete", description = "Deletes documents with everything that was made of them.")
final class DocumentsDelete implements Callable<Integer> {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of documents.")
  private List<UUID> ids;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      DocumentsOf documents = new DocumentsOf(workplace, tenant);
      for (UUID id : ids) {
        documents.get(
            library -> {
              library.delete(tenant, id);
              return id;
            });
        workplace.note(tenant, "document.deleted", id, Map.of());
        output.progress("Deleted " + id);
      }
      output.print(Map.of("deleted", ids), out -> out.printf("%d deleted%n", ids.size()));
    }
    return 0;
  }
}
