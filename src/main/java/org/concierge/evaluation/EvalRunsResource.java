package org.concierge.evaluation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.evaluation.Runs.Report;
import org.concierge.evaluation.Runs.Wanted;
import org.concierge.judging.Comparison;
import org.concierge.judging.Verdict;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.tenant.TenantContext;

/** Runs of the tenant's question sets. */
@Path("evals")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.SETTINGS)
public class EvalRunsResource {
  private Runs runs;
  private QuestionSets sets;
  private TenantContext tenant;
  private RequestAudit audit;

  public EvalRunsResource() {}

  @Inject
  public EvalRunsResource(Runs runs, QuestionSets sets, TenantContext tenant, RequestAudit audit) {
    this.runs = runs;
    this.sets = sets;
    this.tenant = tenant;
    this.audit = audit;
  }

  /**
   * What a run shall do.
   *
   * @param answers whether answers are asked for too; absent: passages only
   * @param prompt id of a prompt's version; absent: the published one
   */
  public record NewRun(String tenantId, Boolean answers, String prompt)
      implements TenantSelecting {}

  /** The newest first, a hundred at most. */
  public record RunList(List<EvaluationRun> items, String nextCursor) {}

  /**
   * A run with what it found.
   *
   * @param comparison with the run that was named; null if none was
   */
  public record RunView(EvaluationRun run, List<Verdict> verdicts, Comparison comparison) {}

  @GET
  @Path("{id}/runs")
  public RunList list(@PathParam("id") String id) {
    UUID set = sets.get(tenant.id(), set(id)).id();
    List<EvaluationRun> found = runs.of(tenant.id(), set);
    audit.later("eval.read", set.toString(), found.size());
    return new RunList(found, null);
  }

  @POST
  @Path("{id}/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response begin(@PathParam("id") String id, NewRun body) {
    Bodies.present(body);
    boolean answers = body.answers() != null && body.answers();
    UUID prompt = body.prompt() == null ? null : Ids.parse(body.prompt(), "prompt");
    EvaluationRun run = runs.begin(tenant.tenant(), set(id), new Wanted(answers, prompt));
    audit.record("eval.run", run.id().toString(), Map.of("set", set(id), "answers", answers));
    return Response.accepted(run).build();
  }

  /**
   * @param compare id of an earlier run
   */
  @GET
  @Path("runs/{id}")
  public RunView get(@PathParam("id") String id, @QueryParam("compare") String compare) {
    UUID run = Ids.parse(id, "run");
    Report report = runs.report(tenant.id(), run);
    Comparison comparison =
        compare == null || compare.isEmpty()
            ? null
            : runs.compare(tenant.id(), Ids.parse(compare, "run"), run);
    audit.later("eval.read", run.toString(), report.verdicts().size());
    return new RunView(report.run(), report.verdicts(), comparison);
  }

  /** One that has ended stays as it is. */
  @POST
  @Path("runs/{id}/cancel")
  public EvaluationRun cancel(@PathParam("id") String id) {
    EvaluationRun run = runs.cancel(tenant.id(), Ids.parse(id, "run"));
    audit.record("eval.run_cancelled", run.id().toString(), Map.of());
    return run;
  }

  private static UUID set(String id) {
    return Ids.parse(id, "question set");
  }
}
