package org.concierge.persistence;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * The only way to a database. Every transaction works for one tenant: the thread must be inside
 * that tenant's {@link TenantScope}, and PostgreSQL is told the tenant before anything else. The
 * few look-ups that must precede a tenant go through {@link #beforeTenant}.
 *
 * <p>Thread safe. No transaction may wait for a model or a parser.
 */
public final class Databases implements AutoCloseable {
  private final Installation installation;
  private final Tenants tenants;
  private final DataSources pools;
  private final Migrations migrations;
  private final Map<TenantId, Known> placements = new ConcurrentHashMap<>();
  private volatile InstalledDatabases installed;

  /** A placement and the settings it was derived from. */
  private record Known(Tenant tenant, Placement placement) {}

  public Databases(
      Installation installation, Tenants tenants, DataSources pools, Migrations migrations) {
    this.installation = installation;
    this.tenants = tenants;
    this.pools = pools;
    this.migrations = migrations;
    tenants.onChange(this::forget);
    tenants.shareDatabase(this::knownChatdb);
  }

  /** One transaction in the tenant's own database: documents, chunks, conversations. */
  public <T> T inTenant(TenantId tenant, SqlWork<T> work) {
    TenantScope.require(tenant);
    return transaction(placement(tenant), tenant, work);
  }

  /**
   * One query in the tenant's own database, sent in the same round trip as the tenant: for the few
   * whose speed a person feels.
   */
  public <T> T queryTenant(TenantId tenant, String sql, SqlBinding binding, SqlReading<T> reading) {
    TenantScope.require(tenant);
    Placement placement = placement(tenant);
    try (Connection connection = pools.get(placement).getConnection();
        PreparedStatement statement = connection.prepareStatement(RowSecurity.PREFIX + sql)) {
      RowSecurity.bind(statement, tenant, placement.schema());
      binding.bind(connection, statement, RowSecurity.PREFIX_PARAMETERS + 1);
      statement.execute();
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        return reading.read(rows);
      } finally {
        rollback(connection);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Fills a statement's parameters, the first of which stands at the given position. */
  @FunctionalInterface
  public interface SqlBinding {
    void bind(Connection connection, PreparedStatement statement, int from) throws SQLException;
  }

  /** Reads the rows of a query. */
  @FunctionalInterface
  public interface SqlReading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /**
   * As {@link #inTenant}, on the tenant's rows as they were together at one moment, whatever others
   * write meanwhile: for reading all of them.
   */
  public <T> T snapshot(TenantId tenant, SqlWork<T> work) {
    TenantScope.require(tenant);
    Placement placement = placement(tenant);
    try (Connection connection = pools.get(placement).getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        RowSecurity.begin(connection, tenant, placement.schema());
        return work.on(connection);
      } finally {
        rollback(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** One transaction in the shared database, seeing this tenant's rows: keys, jobs. */
  public <T> T inShared(TenantId tenant, SqlWork<T> work) {
    TenantScope.require(tenant);
    return transaction(chatdb(), tenant, work);
  }

  /**
   * One transaction in the shared database without a tenant: no table can be read, only the
   * functions of {@code sql/chatdb/V3__before_a_tenant.sql} can be called.
   */
  public <T> T beforeTenant(SqlWork<T> work) {
    return transaction(chatdb(), null, work);
  }

  /**
   * Asks the shared database for nothing.
   *
   * @throws Problem UNAVAILABLE if it does not answer, or its schema is not up to date
   */
  public void ping() {
    beforeTenant(
        connection -> {
          try (PreparedStatement nothing = connection.prepareStatement("select 1")) {
            return nothing.execute();
          }
        });
  }

  /** How busy the pools of this node are. */
  public List<DataSources.PoolUse> pools() {
    return pools.use();
  }

  /** The tenant's placement, its schema up to date. */
  Placement placement(TenantId id) {
    Tenant tenant = tenants.get(id);
    Known known = placements.get(id);
    if (known == null || known.tenant() != tenant) {
      known = new Known(tenant, Placement.of(tenant, installed()));
      placements.put(id, known);
    }
    migrations.ensure(known.placement(), "ragdb");
    return known.placement();
  }

  /** The shared database, its schema up to date. */
  Placement chatdb() {
    Placement chatdb = Placement.chatdb(installed());
    migrations.ensure(chatdb, "chatdb");
    return chatdb;
  }

  /** A connection whose transaction has begun for the tenant; the caller ends it and closes it. */
  Connection begin(Placement placement, TenantId tenant) throws SQLException {
    Connection connection = pools.get(placement).getConnection();
    try {
      if (tenant != null) {
        RowSecurity.begin(connection, tenant, placement.schema());
      } else {
        RowSecurity.beginWithoutTenant(connection, placement.schema());
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private <T> T transaction(Placement placement, TenantId tenant, SqlWork<T> work) {
    try (Connection connection = begin(placement, tenant)) {
      boolean done = false;
      try {
        T result = work.on(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          rollback(connection);
        }
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The first failure is the one to tell; a connection that cannot roll back is evicted.
      System.getLogger(Databases.class.getName())
          .log(System.Logger.Level.DEBUG, "Rollback failed: {0}", e.getSQLState());
    }
  }

  /** A database that is away is told apart from a statement that is wrong. */
  static RuntimeException failure(SQLException e) {
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

  /** Without asking it: whether it is there does not decide whether a file is good. */
  private Optional<DatabaseLogin> knownChatdb() {
    if (installation.administrator().isPresent()) {
      return installation.administrator().map(DatabaseServer::chatdb);
    }
    try {
      return InstalledDatabases.read(installation.home()).map(InstalledDatabases::server);
    } catch (IOException e) {
      // Told to whoever needs the logins, not to whoever reads a tenant's settings.
      return Optional.empty();
    }
  }

  private InstalledDatabases installed() {
    InstalledDatabases known = installed;
    if (known == null) {
      known = setUp();
      installed = known;
    }
    return known;
  }

  private synchronized InstalledDatabases setUp() {
    if (installed != null) {
      return installed;
    }
    try {
      if (installation.administrator().isPresent()) {
        return new DatabaseServer(installation.administrator().get()).setUp(installation.home());
      }
      return InstalledDatabases.read(installation.home())
          .orElseThrow(
              () ->
                  Problem.unavailable(
                      "This installation has no database yet: set CONCIERGE_DB_URL.", null));
    } catch (IOException e) {
      throw Problem.unavailable("The logins to the databases cannot be read or written.", e);
    }
  }

  private void forget(TenantId tenant) {
    Known former = placements.remove(tenant);
    if (former != null && former.placement().datasource().endsWith("-" + tenant)) {
      pools.forget(former.placement().datasource());
    }
  }

  @Override
  public void close() {
    pools.close();
  }
}
