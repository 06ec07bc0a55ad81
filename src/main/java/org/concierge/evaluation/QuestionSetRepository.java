package org.concierge.evaluation;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.list;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.judging.Expectation;
import org.concierge.judging.JudgedQuestion;
import org.concierge.persistence.Databases;
import org.concierge.persistence.JsonTexts;
import org.concierge.tenant.TenantId;

/** Question sets and their questions; each method is one transaction. */
public final class QuestionSetRepository {
  private static final String SETS =
      """
      select s.id, s.name, s.gate, s.created_at,
             (select count(*) from judged_question q
              where q.tenant_id = s.tenant_id and q.set_id = s.id) as questions
      from question_set s where s.tenant_id = ?
      """;

  private static final String QUESTIONS =
      """
      select id, label, question, expected, answers, unanswerable
      from judged_question where tenant_id = ?
      """;

  /** All in one statement: a thousand questions are nothing unusual. */
  private static final String ADD =
      """
      insert into judged_question
          (tenant_id, id, set_id, position, label, question, expected, answers, unanswerable)
      select ?, x.id, ?,
             (select coalesce(max(q.position), 0) from judged_question q
              where q.tenant_id = ? and q.set_id = ?) + x.position,
             x.label, x.question, x.expected, x.answers, x.unanswerable
      from rows from (jsonb_to_recordset(?::jsonb)
             as (id uuid, label text, question text, expected jsonb, answers jsonb,
                 unanswerable boolean))
           with ordinality as x (id, label, question, expected, answers, unanswerable, position)
      """;

  private final Databases databases;

  public QuestionSetRepository(Databases databases) {
    this.databases = databases;
  }

  /** By name. */
  List<QuestionSet> all(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            list(
                connection,
                QuestionSetRepository::set,
                SETS + "order by s.name, s.id",
                tenant.value()));
  }

  Optional<QuestionSet> get(TenantId tenant, UUID id) {
    return databases.inTenant(
        tenant,
        connection ->
            first(
                connection, QuestionSetRepository::set, SETS + "and s.id = ?", tenant.value(), id));
  }

  void create(TenantId tenant, UUID id, String name, List<JudgedQuestion> questions) {
    databases.inTenant(
        tenant,
        connection -> {
          change(
              connection,
              "insert into question_set (tenant_id, id, name) values (?, ?, ?)",
              tenant.value(),
              id,
              name);
          return add(connection, tenant, id, questions);
        });
  }

  boolean update(TenantId tenant, UUID id, String name, boolean gate) {
    return databases.inTenant(
        tenant,
        connection ->
            change(
                    connection,
                    "update question_set set name = ?, gate = ? where tenant_id = ? and id = ?",
                    name,
                    gate,
                    tenant.value(),
                    id)
                > 0);
  }

  boolean delete(TenantId tenant, UUID id) {
    return databases.inTenant(
        tenant,
        connection ->
            change(
                    connection,
                    "delete from question_set where tenant_id = ? and id = ?",
                    tenant.value(),
                    id)
                > 0);
  }

  /** In their order. */
  List<JudgedQuestion> questions(TenantId tenant, UUID set) {
    return databases.inTenant(
        tenant,
        connection ->
            list(
                connection,
                QuestionSetRepository::question,
                QUESTIONS + "and set_id = ? order by position, id",
                tenant.value(),
                set));
  }

  Optional<JudgedQuestion> question(TenantId tenant, UUID id) {
    return databases.inTenant(
        tenant,
        connection ->
            first(
                connection,
                QuestionSetRepository::question,
                QUESTIONS + "and id = ?",
                tenant.value(),
                id));
  }

  /** Behind those that there are. */
  void add(TenantId tenant, UUID set, List<JudgedQuestion> questions) {
    databases.inTenant(tenant, connection -> add(connection, tenant, set, questions));
  }

  private static int add(
      Connection connection, TenantId tenant, UUID set, List<JudgedQuestion> questions)
      throws SQLException {
    return change(
        connection, ADD, tenant.value(), set, tenant.value(), set, JsonTexts.write(questions));
  }

  void replace(TenantId tenant, JudgedQuestion question) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "update judged_question set question = ?, expected = ?::jsonb,"
                    + " answers = ?::jsonb, unanswerable = ? where tenant_id = ? and id = ?",
                question.question(),
                JsonTexts.write(question.expected()),
                JsonTexts.write(question.answers()),
                question.unanswerable(),
                tenant.value(),
                question.id()));
  }

  boolean deleteQuestion(TenantId tenant, UUID id) {
    return databases.inTenant(
        tenant,
        connection ->
            change(
                    connection,
                    "delete from judged_question where tenant_id = ? and id = ?",
                    tenant.value(),
                    id)
                > 0);
  }

  private static QuestionSet set(ResultSet row) throws SQLException {
    return new QuestionSet(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getBoolean("gate"),
        row.getInt("questions"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static JudgedQuestion question(ResultSet row) throws SQLException {
    return new JudgedQuestion(
        row.getObject("id", UUID.class),
        row.getString("label"),
        row.getString("question"),
        JsonTexts.list(row.getString("expected"), Expectation.class),
        JsonTexts.list(row.getString("answers"), String.class),
        row.getBoolean("unanswerable"));
  }
}
