package org.concierge.ingestion;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.ingestion.Job.Kind;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/**
 * What is still to be done, for all nodes: a row a document, leased to one worker at a time. A
 * worker that dies loses its lease, and another goes on.
 */
public final class JobRepository {
  private static final String PLACES =
      """
      select q.document_id, case when q.running then 0 else q.place end as position,
             coalesce(p.seconds, 0) as seconds, coalesce(q.worked, 0) as worked
      from (select j.tenant_id, j.document_id, j.leased_by is not null as running,
                   extract(epoch from now() - j.started_at) as worked,
                   row_number() over (partition by j.leased_by is not null
                                      order by j.kind desc, j.created_at) as place
            from job j where j.tenant_id = ?) q
      left join job_pace p on p.tenant_id = q.tenant_id
      where q.document_id = any (?)
      """;

  /** A fifth of the latest: one long document among short ones must not say much. */
  private static final String PACE =
      """
      update job_pace p set done_at = now(),
        seconds = case when p.seconds = 0 then took.seconds
                       else 0.8 * p.seconds + 0.2 * took.seconds end
      from (select extract(epoch from now() - greatest(j.created_at, former.done_at)) as seconds
            from job j join job_pace former on former.tenant_id = j.tenant_id
            where j.tenant_id = ? and j.id = ?) took
      where p.tenant_id = ?
      """;

  private final Databases databases;

  public JobRepository(Databases databases) {
    this.databases = databases;
  }

  /** A document is to be read; whatever is done for it already is done once more. */
  public void add(TenantId tenant, UUID documentId) {
    databases.inShared(
        tenant,
        connection ->
            change(
                connection,
                "insert into job (id, tenant_id, document_id) values (?, ?, ?)"
                    + " on conflict (tenant_id, document_id) do update"
                    + " set kind = 'READ', revision = job.revision + 1, attempts = 0,"
                    + " leased_until = case when job.leased_by is null then '-infinity'"
                    + " else job.leased_until end",
                UUID.randomUUID(),
                tenant.value(),
                documentId));
  }

  /** Documents are to be brought into the index that is building; once each. */
  void index(TenantId tenant, Collection<UUID> documents) {
    addMissing(tenant, Kind.INDEX, documents);
  }

  /** Documents of these that nobody is to work on get a job. */
  void restore(TenantId tenant, Collection<UUID> documents) {
    addMissing(tenant, Kind.READ, documents);
  }

  private void addMissing(TenantId tenant, Kind kind, Collection<UUID> documents) {
    databases.inShared(
        tenant,
        connection ->
            change(
                connection,
                "insert into job (id, tenant_id, document_id, kind)"
                    + " select gen_random_uuid(), ?, wanted, ? from unnest(?::uuid[]) wanted"
                    + " on conflict (tenant_id, document_id) do nothing",
                tenant.value(),
                kind.name(),
                connection.createArrayOf("uuid", documents.toArray())));
  }

  /**
   * The next job of any tenant that nobody else holds.
   *
   * @param most how many of one tenant's jobs this worker may hold at once
   */
  Optional<Job> next(String worker, Duration lease, int most) {
    return databases.beforeTenant(
        connection ->
            first(
                connection,
                JobRepository::job,
                "select id, tenant_id, document_id, kind, attempts, revision"
                    + " from next_job(?, make_interval(secs => ?), ?)",
                worker,
                seconds(lease),
                most));
  }

  /**
   * @return false if the job is not this worker's any more, or something else is asked for
   */
  boolean renew(Job job, String worker, Duration lease) {
    return databases.inShared(
            job.tenant(),
            connection ->
                change(
                    connection,
                    "update job set leased_until = now() + make_interval(secs => ?)"
                        + " where tenant_id = ? and id = ? and leased_by = ? and revision = ?",
                    seconds(lease),
                    job.tenant().value(),
                    job.id(),
                    worker,
                    job.revision()))
        > 0;
  }

  /** It got on: what follows is a first attempt again. */
  void progressed(Job job) {
    databases.inShared(
        job.tenant(),
        connection ->
            change(
                connection,
                "update job set attempts = 1 where tenant_id = ? and id = ? and revision = ?",
                job.tenant().value(),
                job.id(),
                job.revision()));
  }

  /** All is done, unless something else was asked for meanwhile. */
  void done(Job job, String worker) {
    int gone =
        databases.inShared(
            job.tenant(),
            connection -> {
              String tenant = job.tenant().value();
              change(connection, PACE, tenant, job.id(), tenant);
              return change(
                  connection,
                  "delete from job"
                      + " where tenant_id = ? and id = ? and leased_by = ? and revision = ?",
                  tenant,
                  job.id(),
                  worker,
                  job.revision());
            });
    if (gone == 0) {
      release(job, worker, Duration.ZERO);
    }
  }

  /** Gives the job back; nobody takes it before the delay is over. */
  void release(Job job, String worker, Duration delay) {
    databases.inShared(
        job.tenant(),
        connection ->
            change(
                connection,
                "update job set leased_by = null,"
                    + " leased_until = now() + make_interval(secs => ?)"
                    + " where tenant_id = ? and id = ? and leased_by = ?",
                seconds(delay),
                job.tenant().value(),
                job.id(),
                worker));
  }

  public void remove(TenantId tenant, UUID documentId) {
    databases.inShared(
        tenant,
        connection ->
            change(
                connection,
                "delete from job where tenant_id = ? and document_id = ?",
                tenant.value(),
                documentId));
  }

  /** How much the tenant has in its queue. */
  public int count(TenantId tenant) {
    return databases.inShared(
        tenant,
        connection ->
            first(
                    connection,
                    row -> row.getInt(1),
                    "select count(*) from job where tenant_id = ?",
                    tenant.value())
                .orElseThrow());
  }

  /** Where these documents stand; those that nobody is to work on are missing. */
  public Map<UUID, QueuePlace> places(TenantId tenant, Collection<UUID> documents) {
    if (documents.isEmpty()) {
      return Map.of();
    }
    Map<UUID, QueuePlace> places = new HashMap<>();
    databases.inShared(
        tenant,
        connection ->
            list(
                connection,
                row -> places.put(row.getObject(1, UUID.class), place(row)),
                PLACES,
                tenant.value(),
                connection.createArrayOf("uuid", documents.toArray())));
    return places;
  }

  private static QueuePlace place(ResultSet row) throws SQLException {
    return new QueuePlace(
        row.getInt("position"),
        Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000)),
        Duration.ofMillis(Math.round(row.getDouble("worked") * 1000)));
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getObject("id", UUID.class),
        new TenantId(row.getString("tenant_id")),
        row.getObject("document_id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        row.getInt("attempts"),
        row.getInt("revision"));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
