package org.concierge.usage;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/** What is put aside for answers under way, by all nodes together. */
public final class LeaseRepository {
  private final Databases databases;

  /**
   * What an answer may take.
   *
   * @param longest after which it is free again, whatever became of the answer
   */
  record Lease(UUID id, long tokens, BigDecimal cost, Duration longest) {}

  public LeaseRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * Puts it aside, unless the check throws; one at a time in each tenant.
   *
   * @throws org.concierge.problem.Problem what the check throws, or UNAVAILABLE
   */
  void take(TenantId tenant, Lease lease, LocalDate today, Consumer<Turns.State> check) {
    databases.inShared(
        tenant,
        connection -> {
          Statements.first(
              connection,
              row -> true,
              "select pg_advisory_xact_lock(hashtextextended('usage ' || ?, 0))",
              tenant.value());
          check.accept(state(connection, tenant, today));
          Statements.change(
              connection,
              "insert into usage_lease (tenant_id, id, tokens, cost, expires_at)"
                  + " values (?, ?, ?, ?, clock_timestamp() + make_interval(secs => ?))",
              tenant.value(),
              lease.id(),
              lease.tokens(),
              lease.cost(),
              (double) lease.longest().toSeconds());
          return null;
        });
  }

  private static Turns.State state(Connection connection, TenantId tenant, LocalDate today)
      throws SQLException {
    Statements.change(
        connection,
        "delete from usage_lease where tenant_id = ? and expires_at < clock_timestamp()",
        tenant.value());
    String day = today.toString();
    Turns.Spent ofDay = spent(connection, tenant, day);
    Turns.Spent ofMonth = spent(connection, tenant, day.substring(0, 7));
    return Statements.first(
            connection,
            row ->
                new Turns.State(
                    row.getLong(1), row.getLong(2), row.getBigDecimal(3), ofDay, ofMonth),
            "select count(*), coalesce(sum(tokens), 0), coalesce(sum(cost), 0) from usage_lease"
                + " where tenant_id = ?",
            tenant.value())
        .orElseThrow();
  }

  static Turns.Spent spent(Connection connection, TenantId tenant, String period)
      throws SQLException {
    return Statements.first(
            connection,
            row -> new Turns.Spent(row.getLong(1), row.getBigDecimal(2)),
            "select tokens, cost from usage_period where tenant_id = ? and period = ?",
            tenant.value(),
            period)
        .orElse(new Turns.Spent(0, BigDecimal.ZERO));
  }
}
