package org.concierge.it;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The installation's rows as PostgreSQL's superuser sees them: of all tenants, whatever is set. */
final class Rows {
  static final String CHATDB = "chatdb";
  static final String RAGDB = "ragdb";

  private final URI server;

  Rows(PrivatePostgres postgres) {
    this.server = postgres.url();
  }

  /** How many rows of a document there are in a table of ragdb. */
  long of(String table, String column, String documentId) {
    return number(
        RAGDB,
        "select count(*) from " + table + " where " + column + " = ?",
        UUID.fromString(documentId));
  }

  /** How many jobs wait for a document. */
  long jobs(String documentId) {
    return number(
        CHATDB, "select count(*) from job where document_id = ?", UUID.fromString(documentId));
  }

  /** The one number that a query gives. */
  long number(String database, String sql, Object... parameters) {
    try (Connection connection = open(database);
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  void change(String database, String sql, Object... parameters) {
    try (Connection connection = open(database);
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setObject(i + 1, parameters[i]);
      }
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private Connection open(String database) throws SQLException {
    String[] login = server.getUserInfo().split(":", 2);
    String url =
        "jdbc:postgresql://%s:%d/%s?currentSchema=concierge,public"
            .formatted(server.getHost(), server.getPort(), database);
    return DriverManager.getConnection(url, login[0], login[1]);
  }
}
