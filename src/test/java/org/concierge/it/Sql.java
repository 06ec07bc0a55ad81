package org.concierge.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Installation.DatabaseLogin;

/** Statements past the server, as an administrator or a thief of its login would send them. */
final class Sql {
  private Sql() {}

  static DatabaseLogin administrator(TestInstallation installation) {
    return Installation.login(
        installation.postgres().url().toString(), Optional.empty(), Optional.empty());
  }

  static Connection open(DatabaseLogin login) throws SQLException {
    return DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password().value());
  }

  /** One statement or several, to the last. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean more = statement.execute(sql);
      while (more || statement.getUpdateCount() >= 0) {
        more = statement.getMoreResults();
      }
    }
  }

  /** The first column. */
  static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
