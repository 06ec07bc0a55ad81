package org.concierge.moving;

import static org.concierge.persistence.Statements.first;

import java.sql.Connection;
import java.sql.SQLException;
import org.concierge.persistence.DatabaseServer;
import org.concierge.persistence.Placement;
import org.concierge.persistence.Statements;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/** Nobody else moves the tenant meanwhile; ends with the process at the latest. */
final class MoveLockRepository implements AutoCloseable {
  private final Connection connection;

  private MoveLockRepository(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param chatdb where all nodes meet
   * @throws Problem CONFLICT if somebody else moves it, UNAVAILABLE
   */
  static MoveLockRepository take(Placement chatdb, TenantId tenant) {
    try {
      Connection connection = DatabaseServer.source(chatdb.login()).getConnection();
      boolean taken = false;
      try {
        taken =
            first(
                    connection,
                    row -> row.getBoolean(1),
                    "select pg_try_advisory_lock(hashtextextended('move ' || ?, 0))",
                    tenant.value())
                .orElseThrow();
      } finally {
        if (!taken) {
          connection.close();
        }
      }
      if (!taken) {
        throw new Problem(
            ProblemType.CONFLICT, "Tenant " + tenant + " is being moved by somebody else.");
      }
      return new MoveLockRepository(connection);
    } catch (SQLException e) {
      throw Statements.failure(e);
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
