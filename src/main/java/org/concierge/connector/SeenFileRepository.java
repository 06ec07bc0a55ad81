package org.concierge.connector;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/** The files of a connector as they were seen last, and the documents that they became. */
public final class SeenFileRepository {
  private final Databases databases;

  public SeenFileRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * A file that was seen.
   *
   * @param documentId null for one that was refused
   * @param own whether the document came from here
   */
  record Seen(String path, String version, UUID documentId, boolean own) {}

  /** By their paths. */
  Map<String, Seen> of(TenantId tenant, UUID connector) {
    return databases.inShared(
        tenant,
        connection -> {
          Map<String, Seen> seen = new HashMap<>();
          Statements.list(
                  connection,
                  row ->
                      new Seen(
                          row.getString("path"),
                          row.getString("version"),
                          row.getObject("document_id", UUID.class),
                          row.getBoolean("own")),
                  "select path, version, document_id, own from connector_file"
                      + " where tenant_id = ? and connector_id = ?",
                  tenant.value(),
                  connector)
              .forEach(file -> seen.put(file.path(), file));
          return seen;
        });
  }

  void put(TenantId tenant, UUID connector, Seen file) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "insert into connector_file"
                    + " (tenant_id, connector_id, path, version, document_id, own)"
                    + " values (?, ?, ?, ?, ?::uuid, ?)"
                    + " on conflict (tenant_id, connector_id, path) do update"
                    + " set version = excluded.version, document_id = excluded.document_id,"
                    + " own = excluded.own",
                tenant.value(),
                connector,
                file.path(),
                file.version(),
                file.documentId() == null ? null : file.documentId().toString(),
                file.own()));
  }

  void remove(TenantId tenant, UUID connector, String path) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "delete from connector_file"
                    + " where tenant_id = ? and connector_id = ? and path = ?",
                tenant.value(),
                connector,
                path));
  }

  /** Whether the document came from a connector's file that is still there. */
  boolean isOwn(TenantId tenant, UUID document) {
    return databases
        .inShared(
            tenant,
            connection ->
                Statements.first(
                    connection,
                    row -> row.getInt(1),
                    "select 1 from connector_file"
                        + " where tenant_id = ? and document_id = ? and own limit 1",
                    tenant.value(),
                    document))
        .isPresent();
  }

  /** Whether any file of any connector of the tenant is this document. */
  boolean isUsed(TenantId tenant, UUID document) {
    return databases
        .inShared(
            tenant,
            connection ->
                Statements.first(
                    connection,
                    row -> row.getInt(1),
                    "select 1 from connector_file where tenant_id = ? and document_id = ? limit 1",
                    tenant.value(),
                    document))
        .isPresent();
  }
}
