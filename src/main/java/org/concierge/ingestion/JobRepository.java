package org.concierge.ingestion;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/**
 * What is still to be ingested, for all nodes: a row a document, leased to one worker at a time. A
 * worker that dies loses its lease, and another goes on.
 */
public final class JobRepository {
  private final Databases databases;

  public JobRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * A job under lease.
   *
   * @param attempts how often it was begun, this time included
   */
  record Job(UUID id, TenantId tenant, UUID documentId, int attempts) {}

  /** Once: a document that waits already is not queued twice. */
  public void add(TenantId tenant, UUID documentId) {
    databases.inShared(
        tenant,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into job (id, tenant_id, document_id) values (?, ?, ?)"
                      + " on conflict (tenant_id, document_id) do nothing")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, tenant.value());
            insert.setObject(3, documentId);
            return insert.executeUpdate();
          }
        });
  }

  /** The next job of any tenant that nobody else holds. */
  Optional<Job> next(String worker, Duration lease) {
    return databases.beforeTenant(
        connection -> {
          try (PreparedStatement next =
              connection.prepareStatement(
                  "select id, tenant_id, document_id, attempts"
                      + " from next_job(?, make_interval(secs => ?))")) {
            next.setString(1, worker);
            next.setDouble(2, lease.toMillis() / 1000.0);
            try (ResultSet row = next.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              return Optional.of(
                  new Job(
                      row.getObject("id", UUID.class),
                      new TenantId(row.getString("tenant_id")),
                      row.getObject("document_id", UUID.class),
                      row.getInt("attempts")));
            }
          }
        });
  }

  /**
   * @return false if the lease was lost to another worker
   */
  boolean renew(Job job, String worker, Duration lease) {
    return databases.inShared(
            job.tenant(),
            connection -> {
              try (PreparedStatement renew =
                  connection.prepareStatement(
                      "update job set leased_until = now() + make_interval(secs => ?)"
                          + " where tenant_id = ? and id = ? and leased_by = ?")) {
                renew.setDouble(1, lease.toMillis() / 1000.0);
                renew.setString(2, job.tenant().value());
                renew.setObject(3, job.id());
                renew.setString(4, worker);
                return renew.executeUpdate();
              }
            })
        > 0;
  }

  public void remove(TenantId tenant, UUID documentId) {
    databases.inShared(
        tenant,
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from job where tenant_id = ? and document_id = ?")) {
            delete.setString(1, tenant.value());
            delete.setObject(2, documentId);
            return delete.executeUpdate();
          }
        });
  }
}
