package org.concierge.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.concierge.persistence.Statements.SqlWork;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation;
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
  private final DataSources pools;
  private final Placements placements;

  public Databases(
      Installation installation, Tenants tenants, DataSources pools, Migrations migrations) {
    this.pools = pools;
    placements = new Placements(installation, tenants, pools, migrations);
  }

  /** Where tenants' rows are. */
  public Placements placements() {
    return placements;
  }

  /** One transaction in the tenant's own database: documents, chunks, conversations. */
  public <T> T inTenant(TenantId tenant, SqlWork<T> work) {
    TenantScope.require(tenant);
    return transaction(() -> begin(tenant), work);
  }

  /**
   * One query in the tenant's own database, sent in the same round trip as the tenant: for the few
   * whose speed a person feels.
   */
  public <T> T queryTenant(TenantId tenant, String sql, SqlBinding binding, SqlReading<T> reading) {
    TenantScope.require(tenant);
    try {
      return placements.where(tenant, placement -> query(placement, tenant, sql, binding, reading));
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  private <T> T query(
      Placement placement, TenantId tenant, String sql, SqlBinding binding, SqlReading<T> reading)
      throws SQLException {
    try (Connection connection = pools.connect(placement);
        PreparedStatement statement =
            connection.prepareStatement(RowSecurity.gated(placement.schema(), false) + sql)) {
      try {
        RowSecurity.bind(statement, tenant, placement.schema());
        binding.bind(connection, statement, RowSecurity.PREFIX_PARAMETERS + 1);
        statement.execute();
        RowSecurity.pass(statement);
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
          return reading.read(rows);
        }
      } finally {
        rollback(connection);
      }
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
    try (Connection connection =
        placements.where(tenant, placement -> snapshot(placement, tenant))) {
      try {
        return work.on(connection);
      } finally {
        rollback(connection);
      }
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  private Connection snapshot(Placement placement, TenantId tenant) throws SQLException {
    return begun(
        placement,
        connection -> {
          RowSecurity.repeatable(connection);
          RowSecurity.enter(connection, tenant, placement.schema(), false);
        });
  }

  /** One transaction in the shared database, seeing this tenant's rows: keys, jobs. */
  public <T> T inShared(TenantId tenant, SqlWork<T> work) {
    TenantScope.require(tenant);
    Placement chatdb = placements.chatdb();
    return transaction(
        () -> begun(chatdb, fresh -> RowSecurity.begin(fresh, tenant, chatdb.schema())), work);
  }

  /**
   * One transaction in the shared database without a tenant: no table can be read, only the
   * functions of {@code sql/chatdb/V3__before_a_tenant.sql} can be called.
   */
  public <T> T beforeTenant(SqlWork<T> work) {
    Placement chatdb = placements.chatdb();
    return transaction(
        () -> begun(chatdb, fresh -> RowSecurity.beginWithoutTenant(fresh, chatdb.schema())), work);
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

  /**
   * A connection whose transaction has begun in the tenant's own database, wherever that is by now;
   * the caller ends it and closes it. While the tenant's rows move away it is waited for.
   */
  Connection begin(TenantId tenant) throws SQLException {
    return begin(tenant, true);
  }

  /** As {@link #begin(TenantId)}, without a wait for one who only reads. */
  Connection begin(TenantId tenant, boolean writing) throws SQLException {
    return placements.where(
        tenant,
        placement ->
            begun(
                placement,
                connection -> RowSecurity.enter(connection, tenant, placement.schema(), writing)));
  }

  @FunctionalInterface
  private interface Beginning {
    void on(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  private interface Opening {
    Connection open() throws SQLException;
  }

  private Connection begun(Placement placement, Beginning beginning) throws SQLException {
    Connection connection = pools.connect(placement);
    boolean done = false;
    try {
      beginning.on(connection);
      done = true;
      return connection;
    } finally {
      if (!done) {
        rollback(connection);
        connection.close();
      }
    }
  }

  private static <T> T transaction(Opening opening, SqlWork<T> work) {
    try (Connection connection = opening.open()) {
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
      throw Statements.failure(e);
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

  @Override
  public void close() {
    pools.close();
  }
}
