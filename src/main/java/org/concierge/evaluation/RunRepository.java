package org.concierge.evaluation;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.evaluation.EvaluationRun.Setup;
import org.concierge.evaluation.EvaluationRun.State;
import org.concierge.judging.Scores;
import org.concierge.judging.Verdict;
import org.concierge.persistence.Databases;
import org.concierge.persistence.JsonTexts;
import org.concierge.tenant.TenantId;

/** The runs of a tenant's question sets; each method is one transaction. */
public final class RunRepository {
  private static final int SHOWN = 100;

  /** Longer than a run waits for those before it, which its node asks first. */
  private static final String COLUMNS =
      """
      select r.id, r.set_id, r.done, r.questions, r.setup, r.scores, r.started_at, r.ended_at,
             case when r.state = 'RUNNING' and r.touched_at < now() - interval '2 hours'
                  then 'FAILED' else r.state end as state,
             case when r.state = 'RUNNING' and r.touched_at < now() - interval '2 hours'
                  then 'The server was stopped.' else r.reason end as reason
      from evaluation_run r where r.tenant_id = ?
      """;

  private final Databases databases;

  public RunRepository(Databases databases) {
    this.databases = databases;
  }

  /** Whether a run of the tenant waits or is under way. */
  boolean isRunning(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            !list(
                    connection,
                    row -> true,
                    "select id from evaluation_run where tenant_id = ? and state = 'RUNNING'"
                        + " and touched_at > now() - interval '2 hours' limit 1",
                    tenant.value())
                .isEmpty());
  }

  void begin(TenantId tenant, EvaluationRun run) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "insert into evaluation_run (tenant_id, id, set_id, state, questions, setup,"
                    + " started_at, touched_at) values (?, ?, ?, ?, ?, ?::jsonb, now(), now())",
                tenant.value(),
                run.id(),
                run.setId(),
                run.state().name(),
                run.questions(),
                JsonTexts.write(run.setup())));
  }

  /**
   * @return false if it was ended meanwhile
   */
  boolean touch(TenantId tenant, UUID id, int done) {
    return databases.inTenant(
        tenant,
        connection ->
            change(
                    connection,
                    "update evaluation_run set done = ?, touched_at = now()"
                        + " where tenant_id = ? and id = ? and state = 'RUNNING'",
                    done,
                    tenant.value(),
                    id)
                > 0);
  }

  void done(TenantId tenant, UUID id, Scores scores, List<Verdict> verdicts) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "update evaluation_run set state = 'DONE', done = ?, scores = ?::jsonb,"
                    + " verdicts = ?::jsonb, ended_at = now()"
                    + " where tenant_id = ? and id = ? and state = 'RUNNING'",
                verdicts.size(),
                JsonTexts.write(scores),
                JsonTexts.write(verdicts),
                tenant.value(),
                id));
  }

  /** One that has ended stays as it is. */
  void failed(TenantId tenant, UUID id, String reason) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "update evaluation_run set state = 'FAILED', reason = ?, ended_at = now()"
                    + " where tenant_id = ? and id = ? and state = 'RUNNING'",
                reason,
                tenant.value(),
                id));
  }

  /** Of one set, the newest first, a hundred at most. */
  List<EvaluationRun> of(TenantId tenant, UUID set) {
    return databases.inTenant(
        tenant,
        connection ->
            list(
                connection,
                RunRepository::run,
                COLUMNS + "and r.set_id = ? order by r.started_at desc, r.id desc limit ?",
                tenant.value(),
                set,
                SHOWN));
  }

  Optional<EvaluationRun> get(TenantId tenant, UUID id) {
    return databases.inTenant(
        tenant,
        connection ->
            first(connection, RunRepository::run, COLUMNS + "and r.id = ?", tenant.value(), id));
  }

  /** Empty unless the run is DONE. */
  List<Verdict> verdicts(TenantId tenant, UUID id) {
    return databases.inTenant(
        tenant,
        connection ->
            first(
                    connection,
                    row -> JsonTexts.list(row.getString(1), Verdict.class),
                    "select verdicts from evaluation_run where tenant_id = ? and id = ?",
                    tenant.value(),
                    id)
                .orElse(List.of()));
  }

  private static EvaluationRun run(ResultSet row) throws SQLException {
    String scores = row.getString("scores");
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new EvaluationRun(
        row.getObject("id", UUID.class),
        row.getObject("set_id", UUID.class),
        State.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getInt("done"),
        row.getInt("questions"),
        JsonTexts.record(row.getString("setup"), Setup.class).orElseThrow(),
        scores == null ? null : JsonTexts.record(scores, Scores.class).orElseThrow(),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
