package org.concierge.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.tenant.TenantId;

/**
 * The one place that tells PostgreSQL for whom a transaction works, and with whose eyes it reads.
 * The settings are local to the transaction: they are gone when the connection returns to its pool,
 * whatever happened before.
 */
public final class RowSecurity {
  /**
   * Runs in front of a first statement, in the same network round trip: the driver sends statements
   * joined by a semicolon together. Its parameters are filled by {@link #bind}.
   */
  static final String PREFIX =
      "select set_config('app.tenant_id', ?, true), set_config('search_path', ?, true),"
          + " set_config('app.readers', ?, true);\n";

  static final int PREFIX_PARAMETERS = 3;

  private RowSecurity() {}

  /** Begins a transaction that works for the tenant, in the schema. */
  static void begin(Connection connection, TenantId tenant, String schema) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(PREFIX.replace(";\n", ""))) {
      bind(statement, tenant, schema);
      statement.execute();
    }
  }

  /** Begins a transaction that can read no table, only call the functions made for it. */
  static void beginWithoutTenant(Connection connection, String schema) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement("select set_config('search_path', ?, true)")) {
      statement.setString(1, schema);
      statement.execute();
    }
  }

  /** Fills the parameters of {@link #PREFIX}. */
  static void bind(PreparedStatement statement, TenantId tenant, String schema)
      throws SQLException {
    statement.setString(1, tenant.value());
    statement.setString(2, schema + ", public");
    statement.setString(3, eyes(ReaderScope.current()));
  }

  /** As {@code sql/ragdb/V3__document_rights.sql} reads it: {@code *}, or an array of marks. */
  static String eyes(Reader reader) {
    if (reader.everything()) {
      return "*";
    }
    return reader.marks().stream()
        .sorted()
        .map(mark -> '"' + mark.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
