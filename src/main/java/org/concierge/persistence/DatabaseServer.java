package org.concierge.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Secret;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What only an administrator of the PostgreSQL server can do: roles, databases, extensions. Used
 * when an installation or a tenant is set up, never while answering.
 */
public final class DatabaseServer {
  private static final String CHATDB = "chatdb";
  private static final String RAGDB = "ragdb";

  private final DatabaseLogin administrator;

  public DatabaseServer(DatabaseLogin administrator) {
    this.administrator = administrator;
  }

  /**
   * Makes roles and databases where they are missing and remembers the logins in the data folder.
   * Safe to repeat; passwords that are known are kept.
   *
   * @throws Problem UNAVAILABLE if PostgreSQL is away
   */
  public InstalledDatabases setUp(Path home) throws IOException {
    try {
      return tryToSetUp(home);
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  /** The database that all tenants share, as its administrator sees it. */
  static DatabaseLogin chatdb(DatabaseLogin administrator) {
    return administrator.at(CHATDB);
  }

  private InstalledDatabases tryToSetUp(Path home) throws SQLException, IOException {
    Optional<InstalledDatabases> known = InstalledDatabases.read(home);
    DatabaseLogin chatdb = chatdb(administrator);
    InstalledDatabases wanted =
        new InstalledDatabases(
            chatdb.as("concierge_server", password(known.map(InstalledDatabases::server))),
            chatdb.as("concierge_migrator", password(known.map(InstalledDatabases::migrator))),
            RAGDB);
    try (Connection connection = open(administrator);
        Statement statement = connection.createStatement()) {
      // Two installers at once would trip over each other's half-made roles.
      statement.execute("select pg_advisory_lock(hashtext('concierge set-up'))");
      statement.execute(rolesSql());
      login(connection, wanted.server());
      login(connection, wanted.migrator());
      createDatabase(connection, CHATDB);
      createDatabase(connection, RAGDB);
    }
    prepare(CHATDB, wanted.server().user());
    prepare(RAGDB, wanted.server().user());
    if (!known.equals(Optional.of(wanted))) {
      wanted.write(home);
    }
    return wanted;
  }

  /**
   * Makes a database of its own for one tenant, and the only login that may connect to it.
   *
   * @throws Problem UNAVAILABLE if PostgreSQL is away
   */
  public void createTenantDatabase(DatabaseLogin tenant) {
    try {
      tryToCreate(tenant);
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  private void tryToCreate(DatabaseLogin tenant) throws SQLException {
    try (Connection connection = open(administrator)) {
      login(connection, tenant);
      execute(connection, "grant concierge_app to %I", tenant.user());
      createDatabase(connection, tenant.database());
    }
    prepare(tenant.database(), tenant.user());
  }

  /**
   * Removes such a database and its login; whoever is connected to it is not any more.
   *
   * @throws Problem UNAVAILABLE if PostgreSQL is away
   */
  public void dropTenantDatabase(DatabaseLogin tenant) {
    try (Connection connection = open(administrator)) {
      execute(connection, "drop database if exists %I with (force)", tenant.database());
      execute(connection, "drop role if exists %I", tenant.user());
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  private void prepare(String database, String connectingUser) throws SQLException {
    try (Connection connection = open(administrator.at(database))) {
      execute(connection, "revoke all on database %I from public", database);
      execute(connection, "grant connect on database %I to %I", database, connectingUser);
      execute(connection, "grant connect on database %I to concierge_migrator", database);
      execute(connection, "grant create on database %I to concierge_owner", database);
      execute(connection, "revoke create on schema public from public");
      execute(connection, "grant usage on schema public to public");
      if (!database.equals(CHATDB)) {
        execute(connection, "create extension if not exists vector schema public");
      }
    }
  }

  private static void createDatabase(Connection connection, String name) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      find.setString(1, name);
      try (ResultSet found = find.executeQuery()) {
        if (found.next()) {
          return;
        }
      }
    }
    // file_copy forces checkpoints: seconds instead of a tenth of one.
    execute(
        connection, "create database %I template template0 encoding 'UTF8' strategy wal_log", name);
  }

  private static void login(Connection connection, DatabaseLogin login) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
      find.setString(1, login.user());
      try (ResultSet found = find.executeQuery()) {
        if (!found.next()) {
          execute(connection, "create role %I", login.user());
        }
      }
    }
    execute(connection, "alter role %I login password %L", login.user(), login.password().value());
  }

  /** Lets PostgreSQL itself quote the names, by its {@code format} function. */
  private static void execute(Connection connection, String template, String... names)
      throws SQLException {
    StringBuilder format = new StringBuilder("select format(?");
    format.append(", ?".repeat(names.length)).append(")");
    try (PreparedStatement quote = connection.prepareStatement(format.toString());
        Statement statement = connection.createStatement()) {
      quote.setString(1, template);
      for (int i = 0; i < names.length; i++) {
        quote.setString(i + 2, names[i]);
      }
      try (ResultSet quoted = quote.executeQuery()) {
        quoted.next();
        statement.execute(quoted.getString(1));
      }
    }
  }

  private static Secret password(Optional<DatabaseLogin> known) {
    if (known.isPresent()) {
      return known.get().password();
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return new Secret(HexFormat.of().formatHex(random));
  }

  /** Not by DriverManager: a server that unloads an application takes its driver from there. */
  public static DataSource source(DatabaseLogin login) {
    return simple(login);
  }

  /** Each connection begins as this role, and finds tables in this schema first. */
  static DataSource source(DatabaseLogin login, String role, String schema) {
    PGSimpleDataSource source = simple(login);
    String given = source.getOptions() == null ? "" : source.getOptions() + " ";
    source.setOptions(given + "-c role=" + role + " -c search_path=" + schema + ",public");
    return source;
  }

  private static PGSimpleDataSource simple(DatabaseLogin login) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(login.jdbcUrl());
    source.setUser(login.user());
    source.setPassword(login.password().value());
    source.setConnectTimeout(3);
    login.driverParameters().forEach((name, value) -> set(source, name, value));
    source.setApplicationName("concierge-administration");
    return source;
  }

  /** Those that the driver does not know are for programs of another kind, such as psql. */
  private static void set(PGSimpleDataSource source, String name, String value) {
    PGProperty known = PGProperty.forName(name);
    if (known != null) {
      source.setProperty(known, value);
    }
  }

  private static Connection open(DatabaseLogin login) throws SQLException {
    return source(login).getConnection();
  }

  private static String rolesSql() {
    try (InputStream sql = DatabaseServer.class.getResourceAsStream("/sql/roles.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
