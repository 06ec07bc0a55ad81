package org.concierge.screening;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.content.Suspicion;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/**
 * What was found suspicious in a tenant's documents, and which of them may be asked all the same.
 */
public final class SuspicionRepository {
  private final Databases databases;

  public SuspicionRepository(Databases databases) {
    this.databases = databases;
  }

  /** What was found when the document was last read, in reading order. */
  public List<Suspicion> list(TenantId tenant, UUID document) {
    return databases.inTenant(
        tenant,
        connection ->
            Statements.list(
                connection,
                row ->
                    new Suspicion(
                        Suspicion.Kind.valueOf(row.getString(1)), row.getInt(2), row.getString(3)),
                "select kind, page, passage from suspicion"
                    + " where tenant_id = ? and document_id = ? order by position",
                tenant.value(),
                document));
  }

  /** From now on the bytes that the document has may be asked, whatever is found in them. */
  public void release(TenantId tenant, UUID document) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "update document set released_sha256 = sha256 where tenant_id = ? and id = ?",
                tenant.value(),
                document));
  }

  /**
   * Stores what was found in place of what was found before, and in the same transaction takes the
   * document's chunks away if it is to be held.
   *
   * @return whether it is held: not if it was released, is gone or of a later generation
   */
  boolean replace(
      TenantId tenant, UUID document, int generation, List<Suspicion> found, boolean mayHold) {
    return databases.inTenant(
        tenant,
        connection -> {
          Optional<Boolean> released =
              first(
                  connection,
                  row -> row.getBoolean(1),
                  "select released_sha256 is not distinct from sha256 from document"
                      + " where tenant_id = ? and id = ? and generation = ? for update",
                  tenant.value(),
                  document,
                  generation);
          if (released.isEmpty()) {
            return false;
          }
          change(
              connection,
              "delete from suspicion where tenant_id = ? and document_id = ?",
              tenant.value(),
              document);
          insert(connection, tenant, document, found);
          if (found.isEmpty() || !mayHold || released.get()) {
            return false;
          }
          change(
              connection,
              "delete from chunk where tenant_id = ? and document_id = ?",
              tenant.value(),
              document);
          return true;
        });
  }

  private static void insert(
      Connection connection, TenantId tenant, UUID document, List<Suspicion> found)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into suspicion (tenant_id, document_id, position, kind, page, passage, readers)"
                + " values (?, ?, ?, ?, ?, ?, '{}')")) {
      for (int i = 0; i < found.size(); i++) {
        insert.setString(1, tenant.value());
        insert.setObject(2, document);
        insert.setInt(3, i);
        insert.setString(4, found.get(i).kind().name());
        insert.setInt(5, found.get(i).page());
        insert.setString(6, found.get(i).text().replace("\u0000", ""));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
