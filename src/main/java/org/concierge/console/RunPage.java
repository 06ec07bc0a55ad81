package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.evaluation.EvaluationRun;
import org.concierge.evaluation.EvaluationRun.State;
import org.concierge.evaluation.Runs;
import org.concierge.evaluation.Runs.Report;
import org.concierge.judging.Comparison;
import org.concierge.judging.Verdict;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/** One run: how far it is, what it found, and how it compares with an earlier one. */
@Page
@Requires(Scope.SETTINGS)
public class RunPage {
  private static final int ON_A_PAGE = 100;

  private Runs runs;
  private Audit audit;
  private Visit visit;
  private Report report;
  private Comparison comparison;
  private String compare = "";
  private int from;

  RunPage() {}

  @Inject
  RunPage(Runs runs, Audit audit, Visit visit) {
    this.runs = runs;
    this.audit = audit;
    this.visit = visit;
  }

  public String cancel() {
    visit.within(() -> runs.cancel(tenant(), id()));
    audit.record(visit.caller(), "eval.run_cancelled", id().toString(), Map.of());
    visit.tellNext("run.cancelled");
    return Pages.redirect("run") + "&id=" + id();
  }

  /** Another tenant's is not found, as one that never was. */
  public EvaluationRun getRun() {
    return report().run();
  }

  private Report report() {
    if (report == null) {
      report = visit.within(() -> runs.report(tenant(), id()));
      audit.later(visit.caller(), "eval.read", id().toString(), report.verdicts().size());
    }
    return report;
  }

  /** Some of them, from the address's {@code from} on. */
  public List<Verdict> getVerdicts() {
    return report().verdicts().stream().skip(from).limit(ON_A_PAGE).toList();
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    return from + ON_A_PAGE < report().verdicts().size()
        ? visit.link("run", "id", id().toString(), "from", String.valueOf(from + ON_A_PAGE))
        : "";
  }

  /** Earlier ones of the same set that have ended well, the newest first. */
  public List<EvaluationRun> getEarlier() {
    return visit.within(() -> runs.of(tenant(), getRun().setId())).stream()
        .filter(run -> run.state() == State.DONE)
        .filter(run -> run.startedAt().isBefore(getRun().startedAt()))
        .toList();
  }

  /** With the run that the address names; null if it names none. */
  public Comparison getComparison() {
    if (comparison == null && getRun().state() == State.DONE) {
      comparison =
          Words.uuid(compare)
              .map(before -> visit.within(() -> runs.compare(tenant(), before, id())))
              .orElse(null);
    }
    return comparison;
  }

  /** As a share of a hundred. */
  public String percent(Double share) {
    return share == null ? "–" : Math.round(share * 1000) / 10.0 + " %";
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("run"));
  }

  public String getCompare() {
    return compare;
  }

  public void setCompare(String compare) {
    this.compare = compare == null ? "" : compare;
  }

  public int getFrom() {
    return from;
  }

  public void setFrom(int from) {
    this.from = Math.max(0, from);
  }
}
