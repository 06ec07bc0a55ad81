package org.concierge.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Statements whose parameters need no more than their value: bound in order, as the driver maps
 * their Java types.
 */
public final class Statements {
  private Statements() {}

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

  private static void fill(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
