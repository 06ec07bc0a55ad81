package org.concierge.evaluation;

import java.util.Objects;
import java.util.Optional;
import org.concierge.evaluation.EvaluationRun.State;
import org.concierge.judging.Comparison;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.prompt.PromptVersion;
import org.concierge.prompt.PublishGate;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/** Lets a prompt pass that answers the questions of each gated set as well as the one before. */
public final class PromptGate implements PublishGate {
  private final QuestionSetRepository sets;
  private final RunRepository runs;

  public PromptGate(QuestionSetRepository sets, RunRepository runs) {
    this.sets = sets;
    this.runs = runs;
  }

  @Override
  public void check(Tenant tenant, PromptVersion draft, Optional<PromptVersion> published) {
    Integer former = published.map(PromptVersion::number).orElse(null);
    for (QuestionSet set : sets.all(tenant.id())) {
      if (set.gate()) {
        check(tenant.id(), set, former, draft.number());
      }
    }
  }

  private void check(TenantId tenant, QuestionSet set, Integer former, Integer draft) {
    EvaluationRun before = latest(tenant, set, former, "the prompt that is published now");
    EvaluationRun after = latest(tenant, set, draft, "this version");
    Comparison comparison =
        Comparison.of(runs.verdicts(tenant, before.id()), runs.verdicts(tenant, after.id()));
    if (!comparison.passes()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The question set \"%s\" is answered worse: %s."
              .formatted(set.name(), String.join("; ", comparison.reasons())));
    }
  }

  private EvaluationRun latest(TenantId tenant, QuestionSet set, Integer prompt, String by) {
    return runs.of(tenant, set.id()).stream()
        .filter(run -> run.state() == State.DONE && run.setup().answers())
        .filter(run -> Objects.equals(run.setup().prompt(), prompt))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    ProblemType.CONFLICT,
                    "Run the question set \"%s\" with answers by %s first."
                        .formatted(set.name(), by)));
  }
}
