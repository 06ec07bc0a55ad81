package org.concierge.retrieval;

import com.pgvector.PGvector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.retrieval.Identifiers.Identifier;
import org.concierge.tenant.TenantId;

/**
 * Hybrid search in one statement: the nearest chunks by embedding and the best by words, fused by
 * reciprocal rank (Cormack et al., SIGIR 2009, k = 60). Both rankings come from one pass over the
 * chunks that the reader may see: two passes would ask PostgreSQL twice who reads. Chunks that hold
 * an identifier of the question stand before all others.
 */
public final class SearchRepository {
  /**
   * Deeper rankings change the fused top ten no more; shallower ones lose what only one side sees.
   */
  private static final int DEPTH = 60;

  /**
   * With places for what is exact and for the filter. A chunk's words are those of its document's
   * language, so that the question is read in each language that the tenant's documents have.
   */
  private static final String SQL =
      """
      with question as (
        select ?::vector as embedding,
               (select string_agg(
                  nullif(replace(plainto_tsquery(words_config(l.language), ?)::text,
                                 ' & ', ' | '), ''), ' | ')
                from unnest(?::text[]) as l (language))::tsquery as words%7$s),
      searched as materialized (
        select c.document_id, c.chunk_index, c.embedding <=> q.embedding as distance,
               case when c.words @@ q.words then ts_rank(c.words, q.words, 1) end as score%2$s
        from chunk c, question q
        where c.tenant_id = ? and c.index_id = ?%1$s),
      near as (
        select document_id, chunk_index, row_number() over (order by distance) as place
        from (select document_id, chunk_index, distance from searched
              order by distance limit ?) nearest),
      worded as (
        select document_id, chunk_index, row_number() over (order by score desc) as place
        from (select document_id, chunk_index, score from searched
              where score is not null
              order by score desc limit ?) best),%3$s
      fused as (
        select document_id, chunk_index,
               (coalesce(1.0 / (60 + near.place), 0)%6$s + coalesce(1.0 / (60 + worded.place), 0))
                 / (2.0 / 61)%4$s as combined
        from near full join worded using (document_id, chunk_index)%5$s
        order by combined desc
        limit ?)
      select c.document_id, d.filename, d.title, c.page, c.chunk_index, c.heading_path, c.content,
             1 - (c.embedding <=> q.embedding) as similarity,
             ts_rank(c.words, q.words, 1) as keyword_score,
             f.combined
      from question q, fused f
      join chunk c using (document_id, chunk_index)
      join document d on d.tenant_id = c.tenant_id and d.id = c.document_id
      where c.tenant_id = ? and c.index_id = ?
      order by f.combined desc, similarity desc
      """;

  /** Of one identifier: its digits keep the pattern from most chunks. */
  private static final String EXACT =
      """
      case when strpos(c.heading_path || ' ' || c.content, ?) > 0
            and c.heading_path || ' ' || c.content ~* ? then 1 else 0 end""";

  private static final String EXACTED =
      """

      exacted as (
        select document_id, chunk_index, exact from searched
        where exact > 0 order by exact desc, distance limit ?),""";

  /**
   * The local model has learnt English: what it finds near a question in another language is little
   * more than chance, and would push the passages with the right words aside. A question is in the
   * language that knows most of its words as small ones, which are left out of its index; where no
   * language does, in that of most documents, the first one.
   */
  private static final String WEIGHT =
      """
      ,
               (select case when coalesce(max(l.small) filter (where l.language in ('en', '')), 0)
                                 + case when (?::text[])[1] in ('en', '') then 0.5 else 0 end
                              > coalesce(max(l.small) filter (where l.language not in ('en', '')), 0)
                            then 1 else 0.1 end
                from (select language,
                             length(to_tsvector('simple', ?))
                               - length(to_tsvector(words_config(language), ?)) as small
                      from unnest(?::text[]) as known (language)) as l) as weight""";

  /** Only in some documents; its conditions follow. */
  private static final String FILTER =
      """

          and c.document_id in (
            select d.id from document d
            where d.tenant_id = ?""";

  private static final String NAMED = " and d.id = any (?::uuid[])";
  private static final String COLLECTED = " and d.collection_id = any (?::uuid[])";
  private static final String FACET =
      """

              and d.id in (select f.document_id from document_facet f
                           where f.tenant_id = ? and f.key = ? and f.value = ?)""";

  private final Databases databases;

  public SearchRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * At most {@code question.limit()} passages, best first.
   *
   * @param index the one whose model has embedded the question
   */
  List<Passage> find(TenantId tenant, Question question, UUID index, float[] embedding) {
    return databases.queryTenant(
        tenant,
        sql(question),
        (connection, statement, from) ->
            bind(connection, statement, from, new Search(tenant, question, index, embedding)),
        SearchRepository::passages);
  }

  /**
   * The languages of the documents that can be asked, that of most of them first; English is among
   * them, it stands for others.
   */
  List<String> languages(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            Statements.list(
                connection,
                row -> row.getString(1),
                // Files say "en-GB" as well as "en".
                "select l.language from (select lower(left(d.language, 2)) as language,"
                    + " count(*) as documents from document d"
                    + " where d.tenant_id = ? and d.status = 'READY' group by 1"
                    + " union all select 'en', 0) as l"
                    + " group by l.language order by sum(l.documents) desc, l.language",
                tenant.value()));
  }

  /** Those of the documents that there are and that the reader may see. */
  Set<UUID> visible(TenantId tenant, Collection<UUID> documents) {
    return databases.inTenant(
        tenant,
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement(
                  "select id from document where tenant_id = ? and id = any (?)")) {
            find.setString(1, tenant.value());
            find.setArray(2, connection.createArrayOf("uuid", documents.toArray()));
            Set<UUID> visible = new HashSet<>();
            try (ResultSet row = find.executeQuery()) {
              while (row.next()) {
                visible.add(row.getObject(1, UUID.class));
              }
            }
            return visible;
          }
        });
  }

  /** Package-private, so that its speed can be measured by itself. */
  static String sql(Question question) {
    int identifiers = Identifiers.in(question.text()).size();
    String conditions = conditions(question.filter());
    String weight = question.weighted() ? WEIGHT : "";
    String weighing = question.weighted() ? " * (select weight from question)" : "";
    if (identifiers == 0) {
      return SQL.formatted(conditions, "", "", "", "", weighing, weight);
    }
    String exact = String.join(" + ", Collections.nCopies(identifiers, EXACT));
    return SQL.formatted(
        conditions,
        ",\n" + exact + " as exact",
        EXACTED,
        " / " + (identifiers + 1) + " + coalesce(exacted.exact, 0) * 1.0 / " + (identifiers + 1),
        " full join exacted using (document_id, chunk_index)",
        weighing,
        weight);
  }

  private static String conditions(Filter filter) {
    if (filter.isEmpty()) {
      return "";
    }
    return FILTER
        + (filter.documents().isEmpty() ? "" : NAMED)
        + (filter.collections().isEmpty() ? "" : COLLECTED)
        + FACET.repeat(filter.metadata().size() + filter.tags().size())
        + ")";
  }

  private static int bind(
      Connection connection, PreparedStatement statement, int from, TenantId tenant, Filter filter)
      throws SQLException {
    int at = from;
    if (filter.isEmpty()) {
      return at;
    }
    statement.setString(at++, tenant.value());
    for (List<UUID> ids : List.of(filter.documents(), filter.collections())) {
      if (!ids.isEmpty()) {
        statement.setArray(at++, connection.createArrayOf("uuid", ids.toArray()));
      }
    }
    for (Map.Entry<String, String> value : filter.metadata().entrySet()) {
      at = bindFacet(statement, at, tenant, value.getKey(), value.getValue());
    }
    for (String tag : filter.tags()) {
      at = bindFacet(statement, at, tenant, "", tag);
    }
    return at;
  }

  private static int bindFacet(
      PreparedStatement statement, int from, TenantId tenant, String key, String value)
      throws SQLException {
    statement.setString(from, tenant.value());
    statement.setString(from + 1, key);
    statement.setString(from + 2, value);
    return from + 3;
  }

  /** What is looked for, as far as it is known. */
  record Search(TenantId tenant, Question question, UUID index, float[] embedding) {}

  static void bind(Connection connection, PreparedStatement statement, int from, Search search)
      throws SQLException {
    Question question = search.question();
    List<Identifier> identifiers = Identifiers.in(question.text());
    int at = from;
    statement.setString(at++, new PGvector(search.embedding()).getValue());
    statement.setString(at++, question.text());
    statement.setArray(at++, Statements.texts(connection, question.languages()));
    if (question.weighted()) {
      statement.setArray(at++, Statements.texts(connection, question.languages()));
      statement.setString(at++, question.text());
      statement.setString(at++, question.text());
      statement.setArray(at++, Statements.texts(connection, question.languages()));
    }
    for (Identifier identifier : identifiers) {
      statement.setString(at++, identifier.digits());
      statement.setString(at++, identifier.pattern());
    }
    statement.setString(at++, search.tenant().value());
    statement.setObject(at++, search.index());
    at = bind(connection, statement, at, search.tenant(), question.filter());
    int depth = Math.max(DEPTH, question.limit());
    statement.setInt(at++, depth);
    statement.setInt(at++, depth);
    if (!identifiers.isEmpty()) {
      statement.setInt(at++, depth);
    }
    statement.setInt(at++, question.limit());
    statement.setString(at++, search.tenant().value());
    statement.setObject(at, search.index());
  }

  static List<Passage> passages(ResultSet row) throws SQLException {
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
