package org.concierge.review;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Page;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/**
 * Everybody's conversations, as a list. Each method is one transaction, inside the tenant's scope.
 */
public final class SessionRepository {
  private static final String PAGE =
      """
      select c.id, c.session_id, c.title, c.principal_id, c.created_at, c.updated_at, t.*
      from conversation c
      left join lateral (
        select count(*) as turns,
               count(*) filter (where t.state = 'FAILED' or t.state = 'DONE' and not t.context_used)
                 as unanswered,
               count(*) filter (where t.rating = 1) as good,
               count(*) filter (where t.rating = -1) as bad,
               coalesce(string_agg(distinct t.channel, ' '), '') as channels
        from turn t where t.tenant_id = ? and t.conversation_id = c.id) t on true
      where c.tenant_id = ? and (c.updated_at, c.id) < (?, ?)
      """;

  private static final String ORDER = " order by c.updated_at desc, c.id desc limit ?";

  private static final String WITH_TURN =
      " and exists (select 1 from turn t where t.tenant_id = ? and t.conversation_id = c.id and ";

  private final Databases databases;

  public SessionRepository(Databases databases) {
    this.databases = databases;
  }

  /** A conversation in the list. */
  record Row(
      UUID id,
      String sessionId,
      String title,
      UUID principalId,
      Instant createdAt,
      Instant updatedAt,
      int turns,
      int unanswered,
      int good,
      int bad,
      List<String> channels) {}

  /** Last used first; one row more than is shown, if there are more. */
  List<Row> page(TenantId tenant, SessionQuery query, Page wanted) {
    Statement statement = new Statement(tenant.value(), PAGE);
    statement.with(
        "", tenant.value(), tenant.value(), timestamp(wanted.after().time()), wanted.after().id());
    if (query.from() != null) {
      statement.with(" and c.updated_at >= ?", timestamp(query.from()));
    }
    if (query.to() != null) {
      statement.with(" and c.updated_at < ?", timestamp(query.to()));
    }
    query.of().ifPresent(id -> statement.with(" and c.principal_id = ?", id));
    if (query.rating() != null) {
      statement.withTurn("t.rating = ?)", query.rating());
    }
    if (query.unanswered()) {
      statement.withTurn("(t.state = 'FAILED' or t.state = 'DONE' and not t.context_used))");
    }
    if (query.channel() != null) {
      statement.withTurn("t.channel = ?)", query.channel());
    }
    if (!query.text().isEmpty()) {
      String text = query.text();
      statement.with(" and (position(lower(?) in lower(c.title)) > 0 or", text);
      statement.orTurn(
          "(position(lower(?) in lower(t.question)) > 0 or position(lower(?) in lower(t.answer)) > 0)))",
          text,
          text);
    }
    statement.with(ORDER, wanted.fetched());
    return databases.inTenant(tenant, statement::rows);
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.from(instant);
  }

  /** Grows with the filters that are wanted. */
  private static final class Statement {
    private final String tenant;
    private final StringBuilder sql;
    private final List<Object> parameters = new ArrayList<>();

    Statement(String tenant, String beginning) {
      this.tenant = tenant;
      this.sql = new StringBuilder(beginning);
    }

    void with(String part, Object... values) {
      sql.append(part);
      parameters.addAll(List.of(values));
    }

    void withTurn(String condition, Object... values) {
      with(WITH_TURN, tenant);
      with(condition, values);
    }

    void orTurn(String condition, Object... values) {
      with(WITH_TURN.replaceFirst(" and ", " "), tenant);
      with(condition, values);
    }

    List<Row> rows(Connection connection) throws SQLException {
      return Statements.list(
          connection, SessionRepository::row, sql.toString(), parameters.toArray());
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    String channels = row.getString("channels").strip();
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("session_id"),
        row.getString("title"),
        row.getObject("principal_id", UUID.class),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getInt("turns"),
        row.getInt("unanswered"),
        row.getInt("good"),
        row.getInt("bad"),
        channels.isEmpty() ? List.of() : List.of(channels.split(" +")));
  }
}
