package org.concierge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.evaluation.QuestionSet;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eval import}: makes a question set of a benchmark's files. */
@Command(
    name = "import",
    description = "Makes a question set of a folder's queries.jsonl, qrels.tsv, answers.jsonl.")
final class EvalImport implements Callable<Integer> {
  @Mixin private OneTenant tenant;

  @Option(names = "--name", required = true, description = "The new set's name.")
  private String name;

  @Option(
      names = "--queries",
      defaultValue = QuestionFolder.QUERIES,
      description = "The file of the questions (${DEFAULT-VALUE}).")
  private String queries;

  @Parameters(paramLabel = "FOLDER", description = "Where the files are.")
  private Path folder;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    QuestionFolder files = new QuestionFolder(folder, queries);
    String asked = files.queryText();
    String judged = files.text("qrels.tsv");
    String answers = files.text("answers.jsonl");
    try (Workplace workplace = new Workplace(Installation.fromEnvironment());
        Evaluations evaluations = workplace.evaluations()) {
      TenantId id = tenant.in(workplace);
      QuestionSet set =
          TenantScope.get(id, () -> evaluations.sets().read(id, name, asked, judged, answers));
      workplace.note(id, "eval.created", set.id(), Map.of("questions", set.questions()));
      output.print(set, out -> out.printf("%s: %d questions.%n", set.name(), set.questions()));
    }
    return 0;
  }
}
