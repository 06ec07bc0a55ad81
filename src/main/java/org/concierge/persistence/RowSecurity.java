package org.concierge.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Collectors;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
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

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private RowSecurity() {}

  /** The tenant's rows are moving away from where they were asked for, or have moved. */
  static final class NotHere extends SQLException {
    private static final long serialVersionUID = 1L;

    NotHere(String state) {
      super("The tenant's rows are not here: " + state);
    }
  }

  /**
   * {@link #PREFIX} for a tenant's own database: it also asks whether the rows are still there.
   *
   * @param writing false: it only reads, which it may until the rows have gone
   */
  static String gated(String schema, boolean writing) {
    return PREFIX.replace(";\n", ", \"" + schema + "\".app_gate(" + writing + ");\n");
  }

  /**
   * As {@link #begin}, in a tenant's own database.
   *
   * @throws NotHere if the tenant's rows are on their way to another place, or there
   */
  static void enter(Connection connection, TenantId tenant, String schema, boolean writing)
      throws SQLException {
    connection.setAutoCommit(false);
    String sql = gated(schema, writing).replace(";\n", "");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, tenant, schema);
      statement.execute();
      pass(statement);
    }
  }

  /** The transaction that begins on the connection sees the rows of one moment. */
  public static void repeatable(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read");
    }
  }

  /** Looks at the first result of {@link #gated}. */
  static void pass(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      String state = row.getString(PREFIX_PARAMETERS + 1);
      if (!state.equals("OPEN")) {
        throw new NotHere(state);
      }
    }
  }

  /**
   * Waits a moment.
   *
   * @throws Problem TENANT_UNAVAILABLE after that time
   */
  static void waitUntil(long endNanos) {
    try {
      if (System.nanoTime() - endNanos < 0) {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Problem(
            ProblemType.TENANT_UNAVAILABLE,
            "This tenant is being moved to another place; try again in a moment.")
        .retryAfter(Duration.ofSeconds(5));
  }

  /** Begins a transaction that works for the tenant, in the schema. */
  public static void begin(Connection connection, TenantId tenant, String schema)
      throws SQLException {
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
