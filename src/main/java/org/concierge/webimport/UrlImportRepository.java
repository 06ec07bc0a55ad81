package org.concierge.webimport;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/**
 * What is still to be fetched, for all nodes: a row a document, leased to one thread at a time. A
 * thread that dies loses its lease, and another goes on.
 */
public final class UrlImportRepository {
  private final Databases databases;

  public UrlImportRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * A document to be fetched, under lease.
   *
   * @param attempts how often it was begun, this time included
   */
  public record UrlJob(TenantId tenant, UUID documentId, String address, int attempts) {}

  /** Once, if it waits already. */
  void add(TenantId tenant, UUID documentId, String address) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "insert into url_import (tenant_id, document_id, address) values (?, ?, ?)"
                    + " on conflict (tenant_id, document_id) do nothing",
                tenant.value(),
                documentId,
                address));
  }

  /** The next one of any tenant that nobody else holds. */
  Optional<UrlJob> next(String worker, Duration lease) {
    return databases.beforeTenant(
        connection ->
            Statements.first(
                connection,
                row ->
                    new UrlJob(
                        new TenantId(row.getString("tenant_id")),
                        row.getObject("document_id", UUID.class),
                        row.getString("address"),
                        row.getInt("attempts")),
                "select tenant_id, document_id, address, attempts"
                    + " from next_url_import(?, make_interval(secs => ?))",
                worker,
                seconds(lease)));
  }

  /**
   * @return false if the lease was lost to another worker
   */
  boolean renew(UrlJob job, String worker, Duration lease) {
    return databases.inShared(
            job.tenant(),
            connection ->
                Statements.change(
                    connection,
                    "update url_import set leased_until = now() + make_interval(secs => ?)"
                        + " where tenant_id = ? and document_id = ? and leased_by = ?",
                    seconds(lease),
                    job.tenant().value(),
                    job.documentId(),
                    worker))
        > 0;
  }

  /** Nobody works on it, and nobody begins before the pause is over. */
  void postpone(UrlJob job, String worker, Duration pause) {
    databases.inShared(
        job.tenant(),
        connection ->
            Statements.change(
                connection,
                "update url_import set leased_by = null,"
                    + " leased_until = now() + make_interval(secs => ?)"
                    + " where tenant_id = ? and document_id = ? and leased_by = ?",
                seconds(pause),
                job.tenant().value(),
                job.documentId(),
                worker));
  }

  void remove(TenantId tenant, UUID documentId) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "delete from url_import where tenant_id = ? and document_id = ?",
                tenant.value(),
                documentId));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
