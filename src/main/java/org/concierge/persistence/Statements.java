package org.concierge.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Statements whose parameters need no more than their value: bound in order, as the driver maps
 * their Java types; and what it means to a caller that one has failed.
 */
public final class Statements {
  private Statements() {}

  /** What is done on a connection within one transaction. */
  @FunctionalInterface
  public interface SqlWork<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Makes something of the row that the result set stands at. */
  @FunctionalInterface
  public interface RowReading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * @return how many rows have changed
   */
  public static int change(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      fill(change, parameters);
      return change.executeUpdate();
    }
  }

  /** All rows, in the order of the query. */
  public static <T> List<T> list(
      Connection connection, RowReading<T> reading, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(sql)) {
      fill(find, parameters);
      List<T> found = new ArrayList<>();
      try (ResultSet row = find.executeQuery()) {
        while (row.next()) {
          found.add(reading.read(row));
        }
      }
      return found;
    }
  }

  /** The first row, empty if there is none. */
  public static <T> Optional<T> first(
      Connection connection, RowReading<T> reading, String sql, Object... parameters)
      throws SQLException {
    return list(connection, reading, sql, parameters).stream().findFirst();
  }

  public static Array texts(Connection connection, Collection<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  /** A database that is away is told apart from a statement that is wrong. */
  public static RuntimeException failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    boolean away =
        e instanceof SQLTransientConnectionException
            // What the pool says of a connection that broke in the middle; it gives no state.
            || "Connection is closed".equals(e.getMessage())
            || state.startsWith("08")
            || state.startsWith("57P")
            || state.startsWith("53");
    if (state.equals("22021")) {
      return Problem.badRequest("A text holds the character U+0000, which cannot be stored.");
    }
    if (state.equals("23505")) {
      return new Problem(
          ProblemType.CONFLICT, "Somebody else stored the same at the same time.", e);
    }
    return away
        ? Problem.unavailable("The database is not available; try again in a moment.", e)
        : new IllegalStateException("A database statement failed.", e);
  }

  private static void fill(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
