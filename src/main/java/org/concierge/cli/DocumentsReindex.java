package org.concierge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.concierge.document.Document;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code documents reindex}: reads stored files again; former chunks answer until then. */
@Command(name = "reindex", description = "Reads documents again, some or all of a tenant.")
final class DocumentsReindex implements Callable<Integer> {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Option(names = "--all", description = "Every document of the tenant.")
  private boolean all;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids of documents.")
  private List<UUID> ids = new ArrayList<>();

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (all != ids.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Name documents by their ids, or --all.");
    }
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      DocumentsOf documents = new DocumentsOf(workplace, tenant);
      List<UUID> wanted = all ? documents.all(null).stream().map(Document::id).toList() : ids;
      for (UUID id : wanted) {
        documents.get(library -> library.reindex(tenant, id));
        workplace.note(tenant, "document.reindexed", id, Map.of());
      }
      return Ingesting.await(documents, tenant, wanted, output);
    }
  }
}
