package org.concierge.moving;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.concierge.custody.ArchiveRepository;
import org.concierge.persistence.DatabaseServer;
import org.concierge.persistence.Placement;
import org.concierge.persistence.RowSecurity;
import org.concierge.persistence.Statements;
import org.concierge.persistence.Statements.SqlWork;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * A place that a tenant has rows in, on a connection of the mover's own and with no more rights
 * than the server has there. One thread at a time, within the eyes of a reader of everything.
 */
final class PlaceRepository implements AutoCloseable {
  /** Says where the others are. */
  private static final Set<String> LEFT_OUT = Set.of("departure");

  /** A machine that loses its power says no farewell: its pause is not to outlast it by hours. */
  private static final String ALIVE =
      "select set_config('tcp_keepalives_idle', '5', false),"
          + " set_config('tcp_keepalives_interval', '2', false),"
          + " set_config('tcp_keepalives_count', '3', false)";

  private final Connection connection;
  private final TenantId tenant;
  private final String schema;
  private boolean moment;

  private PlaceRepository(Connection connection, TenantId tenant, String schema) {
    this.connection = connection;
    this.tenant = tenant;
    this.schema = schema;
  }

  /**
   * @throws Problem UNAVAILABLE, NOT_FOUND if there is no such database (any more)
   */
  static PlaceRepository open(Placement placement, TenantId tenant) {
    try {
      Connection connection = DatabaseServer.source(placement.login()).getConnection();
      first(connection, row -> true, ALIVE);
      return new PlaceRepository(connection, tenant, placement.schema());
    } catch (SQLException e) {
      if ("3D000".equals(e.getSQLState())) {
        throw Problem.notFound("database");
      }
      throw Statements.failure(e);
    }
  }

  TenantId tenant() {
    return tenant;
  }

  /** Tables with the tenant's rows, referred-to ones first. */
  List<String> tables() {
    return transaction(connection -> ArchiveRepository.tables(connection, LEFT_OUT));
  }

  /** Until {@link #endMoment} all rows are seen as they are together now. */
  void holdMoment() {
    try {
      RowSecurity.repeatable(connection);
      begin();
      moment = true;
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  void endMoment() {
    moment = false;
    rollback();
  }

  /**
   * Lets nobody write any more, when those who do have ended.
   *
   * @return false if they have not within that time
   */
  boolean pause(int millis) {
    try {
      begin();
      change(connection, "set local lock_timeout = " + millis);
      first(
          connection,
          row -> true,
          "select pg_advisory_lock(hashtextextended(?, 0))",
          schema + "." + tenant);
      connection.commit();
      return true;
    } catch (SQLException e) {
      rollback();
      if ("55P03".equals(e.getSQLState())) {
        return false;
      }
      throw Statements.failure(e);
    }
  }

  /** Ends the pause; that ends with the connection in any case. */
  void resume() {
    try {
      begin();
      first(connection, row -> true, "select pg_advisory_unlock_all()");
      connection.commit();
    } catch (SQLException e) {
      System.getLogger(PlaceRepository.class.getName())
          .log(Level.DEBUG, "The connection is lost, and the pause with it", e);
    }
  }

  /**
   * Tells whoever comes from now on.
   *
   * @param state LEAVING or GONE
   */
  void depart(String state) {
    transaction(
        connection ->
            change(
                connection,
                "insert into departure (tenant_id, state, since) values (?, ?, clock_timestamp())"
                    + " on conflict (tenant_id) do update"
                    + " set state = excluded.state, since = excluded.since",
                tenant.value(),
                state));
  }

  /** The tenant is here, or is about to be. */
  void arrive() {
    transaction(
        connection ->
            change(connection, "delete from departure where tenant_id = ?", tenant.value()));
  }

  /** How many began to read or write here before the tenant departed, and have not ended. */
  int lingering() {
    return transaction(
        connection ->
            first(
                    connection,
                    row -> row.getInt(1),
                    "select count(*) from pg_stat_activity a, departure d where d.tenant_id = ?"
                        + " and a.datname = current_database() and a.usename = current_user"
                        + " and a.pid <> pg_backend_pid() and a.xact_start < d.since",
                    tenant.value())
                .orElse(0));
  }

  /** What the planner is to know of rows that came all at once. */
  static void analyze(Placement placement) {
    asOwner(
        placement,
        "do $$ declare t record; begin for t in select c.oid::regclass as name from pg_class c"
            + " where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' loop"
            + " execute format('analyze %s', t.name); end loop; end $$");
  }

  /** Removes a schema that one tenant had for itself, with all that is in it. */
  static void drop(Placement placement) {
    asOwner(placement, "drop schema if exists " + quoted(placement) + " cascade");
  }

  private static void asOwner(Placement placement, String sql) {
    try (Connection connection = DatabaseServer.source(placement.migrator()).getConnection()) {
      change(connection, "set role concierge_owner");
      change(connection, "set lock_timeout = 15000");
      change(connection, "set search_path = " + quoted(placement));
      change(connection, sql);
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  private static String quoted(Placement placement) {
    return ArchiveRepository.quoted(placement.schema());
  }

  private void begin() throws SQLException {
    RowSecurity.begin(connection, tenant, schema);
    // Times are written alike in both places.
    change(connection, "set local timezone to 'UTC'");
  }

  /** One transaction, or a part of the one that holds the moment. */
  <T> T transaction(SqlWork<T> work) {
    boolean done = false;
    try {
      if (!moment) {
        begin();
      }
      T result = work.on(connection);
      if (!moment) {
        connection.commit();
      }
      done = true;
      return result;
    } catch (SQLException e) {
      throw Statements.failure(e);
    } finally {
      if (!done) {
        rollback();
      }
    }
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      System.getLogger(PlaceRepository.class.getName())
          .log(Level.DEBUG, "Rollback failed: {0}", e.getSQLState());
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }
}
