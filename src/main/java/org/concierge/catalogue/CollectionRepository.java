package org.concierge.catalogue;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
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
      values (?, ?, ?::uuid, ?, ?, ?, ?)
      on conflict (tenant_id, id) do update
      set parent_id = excluded.parent_id, name = excluded.name,
          description = excluded.description, readers = excluded.readers
      """;

  private static final String DOCUMENTS_UP =
      "update document set collection_id = ?::uuid where tenant_id = ? and collection_id = ?";

  private static final String COLLECTIONS_UP =
      "update collection set parent_id = ?::uuid where tenant_id = ? and parent_id = ?";

  private final Databases databases;

  public CollectionRepository(Databases databases) {
    this.databases = databases;
  }

  /** All of them, by name; a few hundred at most. Their paths are not known here. */
  List<Collection> list(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            Statements.list(connection, CollectionRepository::collection, ALL, tenant.value()));
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
        connection ->
            change(
                connection,
                PUT,
                tenant.value(),
                collection.id(),
                collection.parentId(),
                collection.name(),
                collection.description(),
                texts(connection, collection.readers()),
                Timestamp.from(collection.createdAt())));
  }

  /** What it holds is in the one around it afterwards. */
  void delete(TenantId tenant, Collection collection) {
    databases.inTenant(
        tenant,
        connection -> {
          String id = tenant.value();
          change(connection, DOCUMENTS_UP, collection.parentId(), id, collection.id());
          change(connection, COLLECTIONS_UP, collection.parentId(), id, collection.id());
          return change(
              connection,
              "delete from collection where tenant_id = ? and id = ?",
              id,
              collection.id());
        });
  }

  /** Whether the tenant has this user. */
  boolean knowsUser(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection ->
            first(
                    connection,
                    row -> true,
                    "select 1 from app_user where tenant_id = ? and id = ?",
                    tenant.value(),
                    id)
                .isPresent());
  }
}
