package org.concierge.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.review.Activity.Figures;
import org.concierge.tenant.TenantId;

/** Counts turns. Each method is one transaction, inside the tenant's scope. */
public final class ActivityRepository {
  private static final String FIGURES =
      """
      select (t.created_at at time zone 'UTC')::date,
             count(distinct t.conversation_id),
             count(*),
             count(*) filter (where t.state = 'FAILED' or t.state = 'DONE' and not t.context_used),
             count(*) filter (where t.rating = 1),
             count(*) filter (where t.rating = -1),
             percentile_disc(0.5) within group (order by g.first_delta_ms),
             percentile_disc(0.95) within group (order by g.first_delta_ms)
      from turn t
      left join turn_grounds g on g.tenant_id = ? and g.turn_id = t.id
      where t.tenant_id = ? and t.created_at >= ? and t.created_at < ?
      group by grouping sets (((t.created_at at time zone 'UTC')::date), ())
      """;

  private final Databases databases;

  public ActivityRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * A line.
   *
   * @param day null: all days together
   */
  record Line(LocalDate day, Figures figures) {}

  /** Both days belong to it; days without a turn have no line. */
  List<Line> figures(TenantId tenant, LocalDate from, LocalDate to) {
    return databases.inTenant(
        tenant,
        connection ->
            Statements.list(
                connection,
                ActivityRepository::line,
                FIGURES,
                tenant.value(),
                tenant.value(),
                start(from),
                start(to.plusDays(1))));
  }

  private static Timestamp start(LocalDate day) {
    return Timestamp.from(day.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getObject(1, LocalDate.class),
        new Figures(
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            millis(row, 7),
            millis(row, 8)));
  }

  private static Long millis(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : millis;
  }

  boolean any(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            Statements.first(
                    connection,
                    row -> true,
                    "select 1 from turn where tenant_id = ? limit 1",
                    tenant.value())
                .isPresent());
  }
}
