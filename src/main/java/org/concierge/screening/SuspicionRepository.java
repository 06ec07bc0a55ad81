package org.concierge.screening;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.content.Suspicion;
import org.concierge.persistence.Databases;
import org.concierge.persistence.SqlWork;
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
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select kind, page, passage from suspicion"
                      + " where tenant_id = ? and document_id = ? order by position")) {
            select.setString(1, tenant.value());
            select.setObject(2, document);
            List<Suspicion> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                Suspicion.Kind kind = Suspicion.Kind.valueOf(row.getString(1));
                found.add(new Suspicion(kind, row.getInt(2), row.getString(3)));
              }
            }
            return found;
          }
        });
  }

  /** From now on the bytes that the document has may be asked, whatever is found in them. */
  public void release(TenantId tenant, UUID document) {
    update(
        tenant,
        document,
        "update document set released_sha256 = sha256 where tenant_id = ? and id = ?");
  }

  /**
   * Stores what was found in place of what was found before, and in the same transaction takes the
   * document's chunks away if it is to be held.
   *
   * @return whether it is held: not if it was released, or is gone
   */
  boolean replace(TenantId tenant, UUID document, List<Suspicion> found, boolean mayHold) {
    return databases.inTenant(
        tenant,
        connection -> {
          execute(
              connection,
              "delete from suspicion where tenant_id = ? and document_id = ?",
              tenant,
              document);
          if (found.isEmpty() || !isThere(connection, tenant, document)) {
            return false;
          }
          insert(connection, tenant, document, found);
          if (!mayHold || isReleased(connection, tenant, document)) {
            return false;
          }
          execute(
              connection,
              "delete from chunk where tenant_id = ? and document_id = ?",
              tenant,
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

  private static boolean isThere(Connection connection, TenantId tenant, UUID document)
      throws SQLException {
    return isAny(
        connection,
        "select 1 from document where tenant_id = ? and id = ? for update",
        tenant,
        document);
  }

  private static boolean isReleased(Connection connection, TenantId tenant, UUID document)
      throws SQLException {
    return isAny(
        connection,
        "select 1 from document where tenant_id = ? and id = ? and released_sha256 = sha256",
        tenant,
        document);
  }

  private static boolean isAny(Connection connection, String sql, TenantId tenant, UUID document)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, tenant.value());
      select.setObject(2, document);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private void update(TenantId tenant, UUID document, String sql) {
    SqlWork<Integer> work = connection -> execute(connection, sql, tenant, document);
    databases.inTenant(tenant, work);
  }

  private static int execute(Connection connection, String sql, TenantId tenant, UUID document)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant.value());
      statement.setObject(2, document);
      return statement.executeUpdate();
    }
  }
}
