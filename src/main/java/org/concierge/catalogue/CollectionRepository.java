package org.concierge.catalogue;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** The collections of a tenant that the reader may see; each method is one transaction. */
public final class CollectionRepository {
  private static final String ALL =
      """
      select id, parent_id, name, description, readers, created_at from collection
      where tenant_id = ? order by name, id
      """;

  private static final String PUT =
      """
      insert into collection (tenant_id, id, parent_id, name, description, readers, created_at)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (tenant_id, id) do update
      set parent_id = excluded.parent_id, name = excluded.name,
          description = excluded.description, readers = excluded.readers
      """;

  private static final String DOCUMENTS_UP =
      "update document set collection_id = ? where tenant_id = ? and collection_id = ?";

  private static final String COLLECTIONS_UP =
      "update collection set parent_id = ? where tenant_id = ? and parent_id = ?";

  private final Databases databases;

  public CollectionRepository(Databases databases) {
    this.databases = databases;
  }

  /** All of them, by name; a few hundred at most. Their paths are not known here. */
  List<Collection> list(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setString(1, tenant.value());
            List<Collection> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(collection(row));
              }
            }
            return found;
          }
        });
  }

  private static Collection collection(ResultSet row) throws SQLException {
    return new Collection(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getString(3),
        "",
        row.getString(4),
        List.of((String[]) row.getArray(5).getArray()),
        row.getTimestamp(6).toInstant());
  }

  /** Adds it, or changes the one with this id. */
  void put(TenantId tenant, Collection collection) {
    databases.inTenant(
        tenant,
        connection -> {
          Array readers = connection.createArrayOf("text", collection.readers().toArray());
          try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setString(1, tenant.value());
            put.setObject(2, collection.id());
            put.setObject(3, collection.parentId());
            put.setString(4, collection.name());
            put.setString(5, collection.description());
            put.setArray(6, readers);
            put.setTimestamp(7, java.sql.Timestamp.from(collection.createdAt()));
            return put.executeUpdate();
          }
        });
  }

  /** What it holds is in the one around it afterwards. */
  void delete(TenantId tenant, Collection collection) {
    databases.inTenant(
        tenant,
        connection -> {
          move(connection, DOCUMENTS_UP, tenant, collection);
          move(connection, COLLECTIONS_UP, tenant, collection);
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from collection where tenant_id = ? and id = ?")) {
            delete.setString(1, tenant.value());
            delete.setObject(2, collection.id());
            return delete.executeUpdate();
          }
        });
  }

  private static void move(Connection connection, String update, TenantId tenant, Collection from)
      throws SQLException {
    try (PreparedStatement move = connection.prepareStatement(update)) {
      move.setObject(1, from.parentId(), java.sql.Types.OTHER);
      move.setString(2, tenant.value());
      move.setObject(3, from.id());
      move.executeUpdate();
    }
  }

  /** Whether the tenant has this user. */
  boolean knowsUser(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select 1 from app_user where tenant_id = ? and id = ?")) {
            select.setString(1, tenant.value());
            select.setObject(2, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next();
            }
          }
        });
  }
}
