package org.concierge.review;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Page;
import org.concierge.persistence.Statements;
import org.concierge.review.Shortfalls.Reason;
import org.concierge.review.Shortfalls.Shortfall;
import org.concierge.tenant.TenantId;

/**
 * Turns whose question has no good answer. Each method is one transaction, inside the tenant's
 * scope.
 */
public final class ShortfallRepository {
  /** The first condition is that of the index, word for word. What was asked anew counts there. */
  private static final String PAGE =
      """
      select t.id, t.conversation_id, t.question, t.answer, t.problem, t.state, t.context_used,
             t.rating, t.feedback_reason, t.feedback_comment, t.created_at, t.seen_to_at,
             t.assignee_id, c.principal_id
      from turn t
      join conversation c on c.tenant_id = ? and c.id = t.conversation_id
      where t.tenant_id = ?
        and (t.state = 'FAILED' or (t.state = 'DONE' and not t.context_used) or t.rating = -1)
        and (t.replaced_by is null or t.rating = -1)
        and (t.seen_to_at is not null) = ?
        and (? or t.rating = -1)
        and (? or t.state = 'FAILED' or (t.state = 'DONE' and not t.context_used))
        and (?::uuid is null or c.principal_id = ?::uuid)
        and (?::uuid is null or t.assignee_id = ?::uuid)
        and (t.created_at, t.id) < (?, ?)
      order by t.created_at desc, t.id desc limit ?
      """;

  private static final String MARK =
      """
      update turn set seen_to_at = ?::timestamptz
      where tenant_id = ? and id = ?
        and (state = 'FAILED' or (state = 'DONE' and not context_used) or rating = -1)
        and exists (select 1 from conversation c
                    where c.tenant_id = ? and c.id = turn.conversation_id
                      and (?::uuid is null or c.principal_id = ?::uuid))
      """;

  private static final String ASSIGN =
      """
      update turn set assignee_id = ?::uuid
      where tenant_id = ? and id = ?
        and (state = 'FAILED' or (state = 'DONE' and not context_used) or rating = -1)
        and exists (select 1 from conversation c
                    where c.tenant_id = ? and c.id = turn.conversation_id
                      and (?::uuid is null or c.principal_id = ?::uuid))
      """;

  /** Of what the answer cites, else of what was found for it: the best stands first in both. */
  private static final String OWNER =
      """
      select d.owner_id from turn t
      join conversation c on c.tenant_id = ? and c.id = t.conversation_id
      left join turn_grounds g on g.tenant_id = ? and g.turn_id = t.id
      left join document d on d.tenant_id = ?
        and d.id::text = coalesce(t.sources -> 0 ->> 'documentId', g.passages -> 0 ->> 'documentId')
      where t.tenant_id = ? and t.id = ?
        and (t.state = 'FAILED' or (t.state = 'DONE' and not t.context_used) or t.rating = -1)
        and (?::uuid is null or c.principal_id = ?::uuid)
      """;

  private final Databases databases;

  public ShortfallRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * Which ones.
   *
   * @param assignee of whom; empty for anybody and nobody
   * @param of whose; empty for everybody's
   */
  record Wanted(
      boolean done, Optional<Reason> reason, Optional<UUID> assignee, Optional<UUID> of) {}

  record Row(UUID principalId, Shortfall shortfall) {}

  /** The newest first; one row more than is shown, if there are more. */
  List<Row> page(TenantId tenant, Wanted wanted, Page page) {
    return databases.inTenant(tenant, connection -> page(connection, tenant, wanted, page));
  }

  private static List<Row> page(Connection connection, TenantId tenant, Wanted wanted, Page page)
      throws SQLException {
    UUID of = wanted.of().orElse(null);
    UUID assignee = wanted.assignee().orElse(null);
    return Statements.list(
        connection,
        ShortfallRepository::row,
        PAGE,
        tenant.value(),
        tenant.value(),
        wanted.done(),
        wanted.reason().filter(Reason.BAD::equals).isEmpty(),
        wanted.reason().filter(Reason.UNANSWERED::equals).isEmpty(),
        of,
        of,
        assignee,
        assignee,
        Timestamp.from(page.after().time()),
        page.after().id(),
        page.fetched());
  }

  private static Row row(ResultSet row) throws SQLException {
    boolean failed = row.getString("state").equals("FAILED");
    String answer = row.getString("answer");
    Timestamp seenTo = row.getTimestamp("seen_to_at");
    return new Row(
        row.getObject("principal_id", UUID.class),
        new Shortfall(
            row.getObject("id", UUID.class),
            row.getObject("conversation_id", UUID.class),
            row.getString("question"),
            answer.isEmpty() ? row.getString("problem") : answer,
            failed,
            failed || row.getString("state").equals("DONE") && !row.getBoolean("context_used"),
            row.getInt("rating") == -1,
            (row.getString("feedback_reason") + " " + row.getString("feedback_comment")).strip(),
            row.getTimestamp("created_at").toInstant(),
            seenTo == null ? null : seenTo.toInstant(),
            row.getObject("assignee_id", UUID.class),
            ""));
  }

  /**
   * @param to null: nobody
   * @return false if there is none of that id and of theirs
   */
  boolean assign(TenantId tenant, UUID turn, Optional<UUID> of, UUID to) {
    UUID owner = of.orElse(null);
    return databases.inTenant(
        tenant,
        connection ->
            Statements.change(
                    connection, ASSIGN, to, tenant.value(), turn, tenant.value(), owner, owner)
                > 0);
  }

  /**
   * Whose the document is that fits the question best.
   *
   * @return empty if there is no such question of theirs; empty within if there is no such document
   *     or it is nobody's
   */
  Optional<Optional<UUID>> owner(TenantId tenant, UUID turn, Optional<UUID> of) {
    UUID owner = of.orElse(null);
    return databases.inTenant(
        tenant,
        connection ->
            Statements.first(
                connection,
                row -> Optional.ofNullable(row.getObject(1, UUID.class)),
                OWNER,
                tenant.value(),
                tenant.value(),
                tenant.value(),
                tenant.value(),
                turn,
                owner,
                owner));
  }

  /**
   * @param at null: it is to be done again
   * @return false if there is none of that id and of theirs
   */
  boolean mark(TenantId tenant, UUID turn, Optional<UUID> of, Instant at) {
    UUID owner = of.orElse(null);
    return databases.inTenant(
        tenant,
        connection ->
            Statements.change(
                    connection,
                    MARK,
                    at == null ? null : Timestamp.from(at),
                    tenant.value(),
                    turn,
                    tenant.value(),
                    owner,
                    owner)
                > 0);
  }
}
