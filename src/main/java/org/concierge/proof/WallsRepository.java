package org.concierge.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/** The walls in the databases, looked at with the server's own login. */
public final class WallsRepository {
  private final Databases databases;

  public WallsRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * A schema, with what holds its tenants apart.
   *
   * @param breaches a line for each wall that is open; empty for none
   * @param leaks tables that showed other tenants' rows to a statement without a condition
   */
  public record Walls(
      String database,
      String schema,
      List<String> tables,
      List<String> breaches,
      List<String> leaks) {}

  /** Of the tenant's own schema, as the server's login sees it. */
  Walls ofTenant(TenantId tenant) {
    return databases.inTenant(tenant, connection -> walls(connection, tenant));
  }

  /** Of the schema that all tenants share. */
  Walls ofShared(TenantId tenant) {
    return databases.inShared(tenant, connection -> walls(connection, tenant));
  }

  private static Walls walls(Connection connection, TenantId tenant) throws SQLException {
    String[] where =
        Statements.first(
                connection,
                row -> new String[] {row.getString(1), row.getString(2)},
                "select current_database(), current_schema()")
            .orElseThrow();
    String path = CatalogueRepository.lines(connection, "show search_path", null).get(0);
    List<String> tables = CatalogueRepository.tables(connection, where[1]);
    List<String> breaches = CatalogueRepository.breaches(connection, where[1]);
    CatalogueRepository.lines(connection, "select set_config('search_path', ?, true)", path);
    List<String> leaks = new ArrayList<>();
    for (String table : tables) {
      if (leaks(connection, table, tenant)) {
        leaks.add(table);
      }
    }
    return new Walls(where[0], where[1], tables, breaches, leaks);
  }

  /** Whether a statement that names no tenant sees more than the tenant's own rows. */
  private static boolean leaks(Connection connection, String table, TenantId tenant)
      throws SQLException {
    String name = '"' + table.replace("\"", "\"\"") + '"';
    return Statements.first(
            connection,
            row -> row.getBoolean(1),
            "select (select count(*) from "
                + name
                + ")"
                + " <> (select count(*) from "
                + name
                + " where tenant_id = ?)",
            tenant.value())
        .orElseThrow();
  }
}
