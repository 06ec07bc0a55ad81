package org.concierge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.concierge.custody.ModelChange;
import org.concierge.index.EmbeddingIndex;
import org.concierge.index.EmbeddingIndex.State;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code documents reindex}: reads stored files again, some of them or all, or embeds all by
 * another model. What answers now answers until that is complete; {@code --back} returns to it.
 */
@Command(
    name = "reindex",
    description = "Reads documents again, or embeds all of a tenant by another model.")
final class DocumentsReindex implements Callable<Integer> {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Option(
      names = "--all",
      description = "Every document, into an index of its own; so too if nothing is named.")
  private boolean all;

  @Option(names = "--model", description = "Every document, by this embedding model from now on.")
  private String model;

  @Option(names = "--dimensions", description = "Of that model's embeddings, if they change.")
  private int dimensions;

  @Option(names = "--back", description = "Lets the former index answer again.")
  private boolean back;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids of documents.")
  private List<UUID> ids = new ArrayList<>();

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    long wishes = Stream.of(all, model != null, back, !ids.isEmpty()).filter(each -> each).count();
    if (wishes > 1 || dimensions != 0 && model == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Name documents by their ids, or one of --all, --model and --back.");
    }
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      DocumentsOf documents = new DocumentsOf(workplace, tenant);
      if (!ids.isEmpty()) {
        for (UUID id : ids) {
          documents.get(library -> library.reindex(tenant, id));
          workplace.note(tenant, "document.reindexed", id, Map.of());
        }
        return Ingesting.await(documents, tenant, ids, List.of(), output);
      }
      if (model != null) {
        new ModelChange(workplace.tenants()).change(tenant, model, dimensions);
      }
      documents.get(library -> begin(workplace));
      return await(workplace, documents);
    }
  }

  private Void begin(Workplace workplace) {
    if (back) {
      workplace.indexing().goBack(workplace.tenants().get(tenant));
    } else if (model != null) {
      workplace.indexing().follow(workplace.tenants().get(tenant));
    } else {
      workplace.indexing().rebuild(workplace.tenants().get(tenant));
    }
    return null;
  }

  private int await(Workplace workplace, DocumentsOf documents) throws InterruptedException {
    String told = "";
    while (true) {
      List<EmbeddingIndex> indexes = documents.get(library -> workplace.indexing().all(tenant));
      Optional<EmbeddingIndex> building = in(indexes, State.BUILDING);
      Optional<EmbeddingIndex> active = in(indexes, State.ACTIVE);
      boolean fits =
          active.isPresent() && active.get().fits(workplace.tenants().get(tenant).embedding());
      if (building.isEmpty() && fits) {
        output.print(
            indexes,
            out ->
                out.printf(
                    "%d of %d documents can be asked, by %s.%n",
                    active.get().documents(), active.get().of(), active.get().model()));
        return 0;
      }
      String now =
          building
              .map(
                  index ->
                      "%d of %d documents by %s %s"
                          .formatted(index.documents(), index.of(), index.model(), index.reason()))
              .orElse("");
      if (!now.equals(told)) {
        output.progress(now.strip());
        told = now;
      }
      Ingesting.pause();
    }
  }

  private static Optional<EmbeddingIndex> in(List<EmbeddingIndex> indexes, State state) {
    return indexes.stream().filter(index -> index.state() == state).findFirst();
  }
}
