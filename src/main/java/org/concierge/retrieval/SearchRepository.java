package org.concierge.retrieval;

import com.pgvector.PGvector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/**
 * Hybrid search in one statement: the nearest chunks by embedding and the best by words, fused by
 * reciprocal rank (Cormack et al., SIGIR 2009, k = 60). Both rankings see the tenant's rows only.
 */
public final class SearchRepository {
  /**
   * Deeper rankings change the fused top ten no more; shallower ones lose what only one side sees.
   */
  private static final int DEPTH = 60;

  /** With a place for the filter; package-private, so that its speed can be measured by itself. */
  static final String SQL =
      """
      with question as (
        select ?::vector as embedding,
               replace(plainto_tsquery('english', ?)::text, ' & ', ' | ')::tsquery as words),
      searched as not materialized (
        select c.document_id, c.chunk_index, c.embedding, c.words
        from chunk c
        where c.tenant_id = ?%1$s),
      near as (
        select document_id, chunk_index, row_number() over (order by distance) as place
        from (select s.document_id, s.chunk_index, s.embedding <=> q.embedding as distance
              from searched s, question q
              order by distance limit ?) nearest),
      worded as (
        select document_id, chunk_index, row_number() over (order by score desc) as place
        from (select s.document_id, s.chunk_index, ts_rank(s.words, q.words, 1) as score
              from searched s, question q
              where s.words @@ q.words
              order by score desc limit ?) best),
      fused as (
        select document_id, chunk_index,
               (coalesce(1.0 / (60 + near.place), 0) + coalesce(1.0 / (60 + worded.place), 0))
                 / (2.0 / 61) as combined
        from near full join worded using (document_id, chunk_index)
        order by combined desc
        limit ?)
      select c.document_id, d.filename, d.title, c.page, c.chunk_index, c.heading_path, c.content,
             1 - (c.embedding <=> q.embedding) as similarity,
             ts_rank(c.words, q.words, 1) as keyword_score,
             f.combined
      from question q, fused f
      join chunk c using (document_id, chunk_index)
      join document d on d.tenant_id = c.tenant_id and d.id = c.document_id
      where c.tenant_id = ?
      order by f.combined desc, similarity desc
      """;

  /** Only in documents that are named, or carry tags. */
  private static final String FILTER =
      """

          and c.document_id in (
            select d.id from document d
            where d.tenant_id = c.tenant_id
              and (cardinality(?::uuid[]) = 0 or d.id = any (?::uuid[]))
              and d.tags @> ?::text[])""";

  private final Databases databases;

  public SearchRepository(Databases databases) {
    this.databases = databases;
  }

  /** At most {@code question.limit()} passages, best first. */
  List<Passage> find(TenantId tenant, Question question, float[] embedding) {
    return databases.queryTenant(
        tenant,
        SQL.formatted(filtered(question) ? FILTER : ""),
        (connection, statement, from) ->
            bind(connection, statement, from, tenant, question, embedding),
        SearchRepository::passages);
  }

  /** How many of the documents there are. */
  int count(TenantId tenant, List<UUID> documents) {
    return databases.inTenant(
        tenant,
        connection -> {
          try (PreparedStatement count =
              connection.prepareStatement(
                  "select count(*) from document where tenant_id = ? and id = any (?)")) {
            count.setString(1, tenant.value());
            count.setArray(2, connection.createArrayOf("uuid", documents.toArray()));
            try (ResultSet row = count.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  private static boolean filtered(Question question) {
    return !question.documents().isEmpty() || !question.tags().isEmpty();
  }

  private static void bind(
      Connection connection,
      PreparedStatement statement,
      int from,
      TenantId tenant,
      Question question,
      float[] embedding)
      throws SQLException {
    int at = from;
    statement.setString(at++, new PGvector(embedding).getValue());
    statement.setString(at++, question.text());
    statement.setString(at++, tenant.value());
    if (filtered(question)) {
      var ids = connection.createArrayOf("uuid", question.documents().toArray());
      statement.setArray(at++, ids);
      statement.setArray(at++, ids);
      statement.setArray(at++, connection.createArrayOf("text", question.tags().toArray()));
    }
    statement.setInt(at++, Math.max(DEPTH, question.limit()));
    statement.setInt(at++, Math.max(DEPTH, question.limit()));
    statement.setInt(at++, question.limit());
    statement.setString(at, tenant.value());
  }

  private static List<Passage> passages(ResultSet row) throws SQLException {
    List<Passage> passages = new ArrayList<>();
    while (row.next()) {
      passages.add(
          new Passage(
              row.getObject(1, UUID.class),
              row.getString(2),
              row.getString(3),
              row.getInt(4),
              row.getInt(5),
              row.getString(6),
              row.getString(7),
              row.getDouble(8),
              row.getDouble(9),
              row.getDouble(10)));
    }
    return passages;
  }
}
