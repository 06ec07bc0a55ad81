package org.concierge.evaluation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.evaluation.EvaluationRun.Setup;
import org.concierge.evaluation.EvaluationRun.State;
import org.concierge.judging.Comparison;
import org.concierge.judging.JudgedQuestion;
import org.concierge.judging.Scores;
import org.concierge.judging.Verdict;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.prompt.PromptVersion;
import org.concierge.prompt.Prompts;
import org.concierge.prompt.Prompts.Instructed;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Runs of question sets: begun, kept, compared. A run asks with an administrator's eyes, since it
 * judges the documents and not somebody's rights. Thread safe; works inside the tenant's scope.
 */
public final class Runs {
  private static final Logger LOG = System.getLogger(Runs.class.getName());
  private static final Duration TOUCHED = Duration.ofSeconds(2);
  private static final String CANCELLED = "Cancelled.";

  private final QuestionSetRepository sets;
  private final RunRepository runs;
  private final Evaluating evaluating;
  private final Prompts prompts;
  private final Executor worker;
  private final Clock clock;

  /**
   * @param worker asks the questions of what {@link #begin} begins
   */
  public Runs(
      QuestionSetRepository sets,
      RunRepository runs,
      Evaluating evaluating,
      Prompts prompts,
      Executor worker,
      Clock clock) {
    this.sets = sets;
    this.runs = runs;
    this.evaluating = evaluating;
    this.prompts = prompts;
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * What a run shall do.
   *
   * @param answers whether answers are asked for, which takes a model's time and tokens
   * @param prompt the version that its model is told; null: the published one
   */
  public record Wanted(boolean answers, UUID prompt) {}

  /** A run and all that it found. */
  public record Report(EvaluationRun run, List<Verdict> verdicts) {}

  /**
   * Stores a run and lets the worker do it.
   *
   * @throws Problem NOT_FOUND, BAD_REQUEST if the set is empty, CONFLICT while another one is under
   *     way
   */
  public EvaluationRun begin(Tenant tenant, UUID set, Wanted wanted) {
    if (runs.isRunning(tenant.id())) {
      // One thread does them all: nobody's runs must keep another tenant's waiting.
      throw new Problem(ProblemType.CONFLICT, "A run is under way; wait for its end.");
    }
    List<JudgedQuestion> questions = questions(tenant.id(), set);
    Instructed instructed = instructed(tenant, wanted);
    EvaluationRun run = stored(instructed, set, questions.size(), wanted.answers());
    worker.execute(
        () -> TenantScope.run(tenant.id(), () -> complete(instructed.tenant(), run, questions)));
    return run;
  }

  /** As a stored run is begun, and waits for its end. */
  public Report run(Tenant tenant, UUID set, Wanted wanted, IntConsumer progress) {
    List<JudgedQuestion> questions = questions(tenant.id(), set);
    Instructed instructed = instructed(tenant, wanted);
    EvaluationRun run = stored(instructed, set, questions.size(), wanted.answers());
    complete(instructed.tenant(), run, questions, progress);
    return report(tenant.id(), run.id());
  }

  /** Asks questions that belong to no set; nothing is stored. */
  public Report once(
      Tenant tenant, List<JudgedQuestion> questions, Wanted wanted, IntConsumer progress) {
    Instructed instructed = instructed(tenant, wanted);
    Instant began = clock.instant();
    List<Verdict> verdicts =
        seeingAll(
            () -> evaluating.judge(instructed.tenant(), questions, wanted.answers(), progress));
    EvaluationRun run =
        new EvaluationRun(
            UUID.randomUUID(),
            null,
            State.DONE,
            "",
            verdicts.size(),
            verdicts.size(),
            setup(instructed, wanted.answers()),
            Scores.of(verdicts),
            began,
            clock.instant());
    return new Report(run, verdicts);
  }

  private List<JudgedQuestion> questions(TenantId tenant, UUID set) {
    if (sets.get(tenant, set).isEmpty()) {
      throw Problem.notFound("question set");
    }
    List<JudgedQuestion> questions = sets.questions(tenant, set);
    if (questions.isEmpty()) {
      throw Problem.badRequest("The set holds no question yet.");
    }
    return questions;
  }

  private Instructed instructed(Tenant tenant, Wanted wanted) {
    return wanted.prompt() == null
        ? prompts.published(tenant, Optional.empty())
        : prompts.with(tenant, wanted.prompt(), Optional.empty());
  }

  private EvaluationRun stored(Instructed by, UUID set, int questions, boolean answers) {
    EvaluationRun run =
        new EvaluationRun(
            UUID.randomUUID(),
            set,
            State.RUNNING,
            "",
            0,
            questions,
            setup(by, answers),
            null,
            clock.instant(),
            null);
    runs.begin(by.tenant().id(), run);
    return run;
  }

  private static Setup setup(Instructed by, boolean answers) {
    Tenant tenant = by.tenant();
    return new Setup(
        answers,
        tenant.model().provider().name().toLowerCase(Locale.ROOT),
        tenant.model().model(),
        by.number(),
        tenant.embedding().model());
  }

  private void complete(Tenant tenant, EvaluationRun run, List<JudgedQuestion> questions) {
    complete(tenant, run, questions, done -> {});
  }

  private void complete(
      Tenant tenant, EvaluationRun run, List<JudgedQuestion> questions, IntConsumer progress) {
    TenantId id = tenant.id();
    try {
      IntConsumer touching = touching(id, run.id()).andThen(progress);
      List<Verdict> verdicts =
          seeingAll(() -> evaluating.judge(tenant, questions, run.setup().answers(), touching));
      runs.done(id, run.id(), Scores.of(verdicts), verdicts);
    } catch (Problem problem) {
      runs.failed(id, run.id(), problem.detail());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "An evaluation has failed", e);
      runs.failed(id, run.id(), "An unexpected failure.");
    }
  }

  private IntConsumer touching(TenantId tenant, UUID run) {
    long[] last = {System.nanoTime()};
    return done -> {
      if (System.nanoTime() - last[0] > TOUCHED.toNanos()) {
        last[0] = System.nanoTime();
        if (!runs.touch(tenant, run, done)) {
          throw new Problem(ProblemType.CONFLICT, CANCELLED);
        }
      }
    };
  }

  /**
   * Ends a run; whoever does it stops with the next question. One that has ended stays as it is.
   *
   * @throws Problem NOT_FOUND
   */
  public EvaluationRun cancel(TenantId tenant, UUID id) {
    report(tenant, id);
    runs.failed(tenant, id, CANCELLED);
    return report(tenant, id).run();
  }

  private static <T> T seeingAll(Supplier<T> work) {
    return ReaderScope.get(Reader.ofEverything(), work);
  }

  /** The versions that a run can be asked for, the newest first. */
  public List<PromptVersion> prompts(TenantId tenant) {
    return prompts.list(tenant);
  }

  /** The newest first. */
  public List<EvaluationRun> of(TenantId tenant, UUID set) {
    return runs.of(tenant, set);
  }

  /** The newest that is DONE, with or without answers; empty if there is none. */
  public Optional<EvaluationRun> latest(TenantId tenant, UUID set, boolean answers) {
    return runs.of(tenant, set).stream()
        .filter(run -> run.state() == State.DONE && run.setup().answers() == answers)
        .findFirst();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public Report report(TenantId tenant, UUID id) {
    EvaluationRun run = runs.get(tenant, id).orElseThrow(() -> Problem.notFound("run"));
    return new Report(run, runs.verdicts(tenant, id));
  }

  /**
   * @throws Problem NOT_FOUND, BAD_REQUEST if one of them has not ended well
   */
  public Comparison compare(TenantId tenant, UUID before, UUID after) {
    return Comparison.of(finished(tenant, before).verdicts(), finished(tenant, after).verdicts());
  }

  private Report finished(TenantId tenant, UUID id) {
    Report report = report(tenant, id);
    if (report.run().state() != State.DONE) {
      throw Problem.badRequest("A run that is not DONE cannot be compared.");
    }
    return report;
  }
}
