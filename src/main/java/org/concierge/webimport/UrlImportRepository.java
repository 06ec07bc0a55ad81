package org.concierge.webimport;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
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

  /** Anew if it was tried before; once, if it waits already. */
  void add(TenantId tenant, UUID documentId, String address) {
    databases.inShared(
        tenant,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into url_import (tenant_id, document_id, address) values (?, ?, ?)"
                      + " on conflict (tenant_id, document_id) do nothing")) {
            insert.setString(1, tenant.value());
            insert.setObject(2, documentId);
            insert.setString(3, address);
            return insert.executeUpdate();
          }
        });
  }

  /** The next one of any tenant that nobody else holds. */
  Optional<UrlJob> next(String worker, Duration lease) {
    return databases.beforeTenant(
        connection -> {
          try (PreparedStatement next =
              connection.prepareStatement(
                  "select tenant_id, document_id, address, attempts"
                      + " from next_url_import(?, make_interval(secs => ?))")) {
            next.setString(1, worker);
            next.setDouble(2, lease.toMillis() / 1000.0);
            try (ResultSet row = next.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              return Optional.of(
                  new UrlJob(
                      new TenantId(row.getString("tenant_id")),
                      row.getObject("document_id", UUID.class),
                      row.getString("address"),
                      row.getInt("attempts")));
            }
          }
        });
  }

  /**
   * @return false if the lease was lost to another worker
   */
  boolean renew(UrlJob job, String worker, Duration lease) {
    return databases.inShared(
            job.tenant(),
            connection -> {
              try (PreparedStatement renew =
                  connection.prepareStatement(
                      "update url_import set leased_until = now() + make_interval(secs => ?)"
                          + " where tenant_id = ? and document_id = ? and leased_by = ?")) {
                renew.setDouble(1, lease.toMillis() / 1000.0);
                renew.setString(2, job.tenant().value());
                renew.setObject(3, job.documentId());
                renew.setString(4, worker);
                return renew.executeUpdate();
              }
            })
        > 0;
  }

  /** Nobody works on it, and nobody begins before the pause is over. */
  void postpone(UrlJob job, String worker, Duration pause) {
    databases.inShared(
        job.tenant(),
        connection -> {
          try (PreparedStatement postpone =
              connection.prepareStatement(
                  "update url_import set leased_by = null,"
                      + " leased_until = now() + make_interval(secs => ?)"
                      + " where tenant_id = ? and document_id = ? and leased_by = ?")) {
            postpone.setDouble(1, pause.toMillis() / 1000.0);
            postpone.setString(2, job.tenant().value());
            postpone.setObject(3, job.documentId());
            postpone.setString(4, worker);
            return postpone.executeUpdate();
          }
        });
  }

  void remove(TenantId tenant, UUID documentId) {
    databases.inShared(
        tenant,
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from url_import where tenant_id = ? and document_id = ?")) {
            delete.setString(1, tenant.value());
            delete.setObject(2, documentId);
            return delete.executeUpdate();
          }
        });
  }
}
