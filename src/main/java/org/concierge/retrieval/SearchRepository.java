package org.concierge.retrieval;

import com.pgvector.PGvector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.retrieval.Identifiers.Identifier;
import org.concierge.tenant.TenantId;

/** Finds passages by one statement, see {@link SearchStatement}. */
public final class SearchRepository {
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
        SearchStatement.sql(question),
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
    if (question.weighted()) {
      statement.setArray(at++, Statements.texts(connection, question.languages()));
      statement.setString(at++, question.text());
      statement.setString(at++, question.text());
      statement.setArray(at++, Statements.texts(connection, question.languages()));
    }
    statement.setString(at++, question.text());
    statement.setArray(at++, Statements.texts(connection, question.languages()));
    for (Identifier identifier : identifiers) {
      statement.setString(at++, identifier.digits());
      statement.setString(at++, identifier.pattern());
    }
    statement.setString(at++, search.tenant().value());
    statement.setObject(at++, search.index());
    at = bind(connection, statement, at, search.tenant(), question.filter());
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
