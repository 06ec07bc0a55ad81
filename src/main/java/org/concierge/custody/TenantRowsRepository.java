package org.concierge.custody;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** A tenant's rows as a whole, whatever tables there are: the catalogue names them. */
public final class TenantRowsRepository {
  private static final String DELETABLE =
      """
      select t.relname
      from pg_class t join pg_namespace n on n.oid = t.relnamespace
      where n.nspname = current_schema() and t.relkind in ('r', 'p')
        and has_table_privilege(t.oid, 'delete')
        and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id')
      order by t.relname
      """;

  private static final String REPORT =
      """
      select current_database(), coalesce(host(inet_server_addr()) || ':' || inet_server_port(), ''),
             current_setting('server_version'),
             coalesce((select extversion from pg_extension where extname = 'vector'), 'missing'),
             current_schema(), current_user,
             (select count(*) from document where tenant_id = ?),
             (select count(*) from chunk where tenant_id = ?)
      """;

  private final Databases databases;

  public TenantRowsRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * Returns if both databases answer.
   *
   * @throws org.concierge.problem.Problem UNAVAILABLE, TENANT_UNAVAILABLE
   */
  void reach(TenantId tenant) {
    databases.inTenant(tenant, TenantRowsRepository::tables);
    databases.inShared(tenant, TenantRowsRepository::tables);
  }

  /**
   * Deletes all rows that the server may delete, in both databases; the audit is none of them.
   *
   * @return rows that went, by table; those that went with another table's are not counted
   */
  Map<String, Long> delete(TenantId tenant) {
    Map<String, Long> rows = new LinkedHashMap<>();
    rows.putAll(databases.inTenant(tenant, connection -> delete(connection, tenant)));
    rows.putAll(databases.inShared(tenant, connection -> delete(connection, tenant)));
    return rows;
  }

  private static Map<String, Long> delete(Connection connection, TenantId tenant)
      throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table : tables(connection)) {
      String sql = "delete from \"" + table.replace("\"", "\"\"") + "\" where tenant_id = ?";
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setString(1, tenant.value());
        rows.put(table, delete.executeLargeUpdate());
      }
    }
    return rows;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DELETABLE);
        ResultSet row = select.executeQuery()) {
      List<String> tables = new ArrayList<>();
      while (row.next()) {
        tables.add(row.getString(1));
      }
      return tables;
    }
  }

  DatabaseReport report(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(REPORT)) {
            select.setString(1, tenant.value());
            select.setString(2, tenant.value());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return new DatabaseReport(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getLong(7),
                  row.getLong(8));
            }
          }
        });
  }
}
