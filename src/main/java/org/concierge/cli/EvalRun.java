package org.concierge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.concierge.evaluation.EvaluationRun;
import org.concierge.evaluation.QuestionSet;
import org.concierge.evaluation.Runs.Report;
import org.concierge.evaluation.Runs.Wanted;
import org.concierge.judging.Comparison;
import org.concierge.judging.JudgedQuestion;
import org.concierge.judging.Scores;
import org.concierge.judging.Verdict;
import org.concierge.persistence.JsonTexts;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code eval run}: asks a question set and tells how well it was answered. A set of the tenant's
 * own is kept as a run; a folder of files is asked without leaving anything behind.
 */
@Command(name = "run", description = "Asks a question set and tells how well it was answered.")
final class EvalRun implements Callable<Integer> {
  @Mixin private OneTenant tenant;

  @Option(
      names = "--set",
      required = true,
      description = "A question set's name or id, or a folder with queries.jsonl and qrels.tsv.")
  private String set;

  @Option(
      names = "--queries",
      defaultValue = QuestionFolder.QUERIES,
      description = "Of a folder, the file of the questions (${DEFAULT-VALUE}).")
  private String queries;

  @Option(names = "--answers", description = "Ask for answers too, not only for passages.")
  private boolean answers;

  @Option(names = "--prompt", description = "Id of a prompt's version; else the published one.")
  private UUID prompt;

  @Option(
      names = "--compare",
      description = "Id of an earlier run, or a file that --json has printed.")
  private String compare;

  @Option(
      names = "--gate",
      description = "Fail if it is worse than --compare, or than the set's last run.")
  private boolean gate;

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  /** What is printed, and of what was printed before what is read again. */
  private record Told(EvaluationRun run, List<Verdict> verdicts, Comparison comparison) {}

  private record Printed(List<Verdict> verdicts) {}

  @Override
  public Integer call() throws IOException {
    boolean folder = Files.isDirectory(Path.of(set));
    if (folder && gate && compare == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--gate needs --compare where --set is a folder.");
    }
    List<JudgedQuestion> files =
        folder ? new QuestionFolder(Path.of(set), queries).questions() : List.of();
    Optional<List<Verdict>> printed = printed();
    try (Workplace workplace = new Workplace(Installation.fromEnvironment());
        Evaluations evaluations = workplace.evaluations()) {
      TenantId id = tenant.in(workplace);
      Tenant settings = workplace.tenants().get(id);
      Told told =
          TenantScope.get(
              id,
              () ->
                  folder
                      ? once(evaluations, settings, files, printed)
                      : stored(evaluations, settings, printed));
      workplace.note(id, "eval.run", told.run().id(), Map.of("set", set, "answers", answers));
      output.print(told, out -> print(out, told));
      boolean refused = gate && told.comparison() != null && !told.comparison().passes();
      return refused || told.run().state() == EvaluationRun.State.FAILED ? 1 : 0;
    }
  }

  private Told once(
      Evaluations evaluations,
      Tenant settings,
      List<JudgedQuestion> questions,
      Optional<List<Verdict>> printed) {
    Report report =
        evaluations
            .runs()
            .once(settings, questions, new Wanted(answers, prompt), bar(questions.size()));
    Optional<List<Verdict>> before =
        printed.or(
            () ->
                Optional.ofNullable(compare)
                    .map(run -> verdicts(evaluations, settings.id(), UUID.fromString(run))));
    return told(report, before);
  }

  private Told stored(Evaluations evaluations, Tenant settings, Optional<List<Verdict>> printed) {
    QuestionSet wanted = evaluations.sets().named(settings.id(), set);
    Optional<UUID> former =
        compare != null && printed.isEmpty()
            ? Optional.of(UUID.fromString(compare))
            : evaluations
                .runs()
                .latest(settings.id(), wanted.id(), answers)
                .filter(run -> gate)
                .map(EvaluationRun::id);
    Report report =
        evaluations
            .runs()
            .run(settings, wanted.id(), new Wanted(answers, prompt), bar(wanted.questions()));
    return told(
        report, printed.or(() -> former.map(run -> verdicts(evaluations, settings.id(), run))));
  }

  private static Told told(Report report, Optional<List<Verdict>> before) {
    Comparison comparison =
        before.map(former -> Comparison.of(former, report.verdicts())).orElse(null);
    return new Told(report.run(), report.verdicts(), comparison);
  }

  private static List<Verdict> verdicts(Evaluations evaluations, TenantId tenant, UUID run) {
    return evaluations.runs().report(tenant, run).verdicts();
  }

  private IntConsumer bar(int questions) {
    ProgressBar bar = output.bar(questions);
    return done -> bar.step("question " + done);
  }

  /** Empty if {@code --compare} is no file. */
  private Optional<List<Verdict>> printed() throws IOException {
    if (compare == null || !Files.isRegularFile(Path.of(compare))) {
      return Optional.empty();
    }
    return Optional.of(
        JsonTexts.record(Files.readString(Path.of(compare)), Printed.class)
            .map(Printed::verdicts)
            .orElseThrow(
                () -> new IllegalArgumentException(compare + " is not what --json prints.")));
  }

  private static void print(PrintWriter out, Told told) {
    Scores scores = told.run().scores();
    if (scores == null) {
      out.println("Failed: " + told.run().reason());
      return;
    }
    out.printf(
        "%d questions, %d judged by place, %d failed; run %s%n",
        scores.questions(), scores.judged(), scores.failed(), told.run().id());
    if (scores.judged() > 0) {
      out.printf(
          Locale.ROOT,
          "recall@5 %.4f  recall@10 %.4f  nDCG@10 %.4f  MRR@10 %.4f%n",
          scores.recallAt5(),
          scores.recallAt10(),
          scores.ndcgAt10(),
          scores.mrrAt10());
    }
    out.printf(
        "search %d ms (median), %d ms (95 of 100)%n",
        scores.searchMillisP50(), scores.searchMillisP95());
    if (told.run().setup().answers()) {
      out.printf(
          "answers %d of %d right; %d ms (median), %d ms (95 of 100); %d + %d tokens%n",
          scores.right(),
          scores.answersJudged(),
          scores.answerMillisP50(),
          scores.answerMillisP95(),
          scores.promptTokens(),
          scores.completionTokens());
    }
    if (told.comparison() != null) {
      out.println(told.comparison().sentence());
      told.comparison().reasons().forEach(reason -> out.println("refused: " + reason));
    }
  }
}
