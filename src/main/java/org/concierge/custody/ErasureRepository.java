package org.concierge.custody;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.list;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** What a tenant's rows hold of one person. */
public final class ErasureRepository {
  private static final String TABLES =
      """
      select quote_ident(t.relname)
      from pg_class t join pg_namespace n on n.oid = t.relnamespace
      where n.nspname = current_schema() and t.relkind in ('r', 'p')
        and has_table_privilege(t.oid, 'select')
        and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id')
      order by t.relname
      """;

  private final Databases databases;

  public ErasureRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * Logins, conversations with their turns and ratings; the person's documents belong to nobody
   * then.
   */
  Map<String, Long> erase(TenantId tenant, UUID person) {
    Map<String, Long> rows = new LinkedHashMap<>();
    rows.put(
        "login",
        databases.inShared(
            tenant,
            connection ->
                (long)
                    change(
                        connection,
                        "delete from login where tenant_id = ? and user_id = ?",
                        tenant.value(),
                        person)));
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put(
        "conversation", "delete from conversation where tenant_id = ? and principal_id = ?");
    changes.put(
        "document (owner)",
        "update document set owner_id = null where tenant_id = ? and owner_id = ?");
    changes.put(
        "turn (assignee)",
        "update turn set assignee_id = null where tenant_id = ? and assignee_id = ?");
    return databases.inTenant(
        tenant,
        connection -> {
          for (Map.Entry<String, String> each : changes.entrySet()) {
            int changed = change(connection, each.getValue(), tenant.value(), person);
            rows.put(each.getKey(), (long) changed);
          }
          return rows;
        });
  }

  /** Rows that hold the text anywhere, by table; tables without any are left out. */
  Map<String, Long> holding(TenantId tenant, String text) {
    Map<String, Long> found = new LinkedHashMap<>();
    found.putAll(databases.inTenant(tenant, connection -> holding(connection, tenant, text)));
    found.putAll(databases.inShared(tenant, connection -> holding(connection, tenant, text)));
    return found;
  }

  private static Map<String, Long> holding(Connection connection, TenantId tenant, String text)
      throws SQLException {
    Map<String, Long> found = new LinkedHashMap<>();
    for (String table : list(connection, row -> row.getString(1), TABLES)) {
      long rows =
          first(
                  connection,
                  row -> row.getLong(1),
                  "select count(*) from "
                      + table
                      + " t where tenant_id = ? and strpos(lower(t::text), lower(?)) > 0",
                  tenant.value(),
                  text)
              .orElse(0L);
      if (rows > 0) {
        found.put(table, rows);
      }
    }
    return found;
  }
}
