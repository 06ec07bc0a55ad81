package org.concierge.index;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.list;

import com.pgvector.PGvector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.concierge.content.Piece;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/**
 * Pieces of documents on their way into an index, and the embeddings that they have so far. What is
 * here outlives whoever works on it; nobody is answered from it.
 */
public final class StagedChunkRepository {
  /** Rows sent together: more gains nothing, fewer costs a round trip each. */
  private static final int BATCH = 100;

  private final Databases databases;

  public StagedChunkRepository(Databases databases) {
    this.databases = databases;
  }

  /** How many pieces of a document there are, and how many of them have an embedding. */
  public record Staged(int pieces, int embedded) {}

  public Staged of(TenantId tenant, UUID document, UUID index) {
    return databases.inTenant(
        tenant,
        connection ->
            first(
                    connection,
                    row -> new Staged(row.getInt(1), row.getInt(2)),
                    "select count(*), count(embedding) from staged_chunk"
                        + " where tenant_id = ? and document_id = ? and index_id = ?",
                    tenant.value(),
                    document,
                    index)
                .orElseThrow());
  }

  /**
   * Stores a document's pieces, in one transaction, in place of those that may be there.
   *
   * @return false if the document is gone or of a later generation; then nothing is stored
   */
  public boolean stage(
      TenantId tenant, UUID document, int generation, UUID index, List<Piece> pieces) {
    return databases.inTenant(
        tenant,
        connection -> {
          if (!hold(connection, tenant, document, generation)) {
            return false;
          }
          discard(connection, tenant, document, index);
          insert(connection, tenant, document, index, pieces);
          return true;
        });
  }

  /**
   * Stages the texts that a document has in one index for another one.
   *
   * @return false as {@link #stage}
   */
  public boolean copy(TenantId tenant, UUID document, int generation, UUID from, UUID to) {
    return databases.inTenant(
        tenant,
        connection -> {
          if (!hold(connection, tenant, document, generation)) {
            return false;
          }
          change(
              connection,
              "insert into staged_chunk (tenant_id, document_id, index_id, chunk_index, page,"
                  + " heading_path, content) select c.tenant_id, c.document_id, ?::uuid,"
                  + " c.chunk_index, c.page, c.heading_path, c.content from chunk c"
                  + " where c.tenant_id = ? and c.document_id = ? and c.index_id = ?"
                  + " on conflict do nothing",
              to,
              tenant.value(),
              document,
              from);
          return true;
        });
  }

  /** The next pieces without an embedding, in order, beginning behind an index. */
  public List<Piece> unembedded(TenantId tenant, UUID document, UUID index, int after, int limit) {
    return databases.inTenant(
        tenant,
        connection ->
            list(
                connection,
                row ->
                    new Piece(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4)),
                "select chunk_index, page, heading_path, content from staged_chunk"
                    + " where tenant_id = ? and document_id = ? and index_id = ?"
                    + " and chunk_index > ? and embedding is null order by chunk_index limit ?",
                tenant.value(),
                document,
                index,
                after,
                limit));
  }

  /**
   * Gives pieces their embeddings.
   *
   * @param embeddings one a piece, in the same order
   * @return false if they are not there any more
   */
  public boolean embed(
      TenantId tenant, UUID document, UUID index, List<Piece> pieces, List<float[]> embeddings) {
    String sql =
        "update staged_chunk set embedding = ?"
            + " where tenant_id = ? and document_id = ? and index_id = ? and chunk_index = ?";
    return databases.inTenant(
        tenant,
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < pieces.size(); i++) {
              update.setObject(1, new PGvector(embeddings.get(i)));
              update.setString(2, tenant.value());
              update.setObject(3, document);
              update.setObject(4, index);
              update.setInt(5, pieces.get(i).index());
              update.addBatch();
            }
            return Arrays.stream(update.executeBatch()).allMatch(rows -> rows == 1);
          }
        });
  }

  /** Forgets what is under way for a document, for whatever index. */
  public void discard(TenantId tenant, UUID document) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "delete from staged_chunk where tenant_id = ? and document_id = ?",
                tenant.value(),
                document));
  }

  /** Forgets what nobody will go on with: of documents that are not under way, nor could be. */
  public int sweep(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "delete from staged_chunk s where s.tenant_id = ? and not exists"
                    + " (select from embedding_index i where i.tenant_id = s.tenant_id"
                    + " and i.id = s.index_id and i.state = 'BUILDING') and not exists"
                    + " (select from document d where d.tenant_id = s.tenant_id"
                    + " and d.id = s.document_id and (d.status in ('RECEIVED', 'PROCESSING',"
                    + " 'HELD') or d.updated_at > now() - interval '7 days'))",
                tenant.value()));
  }

  /**
   * Locks the document for the transaction.
   *
   * @return false if it is gone, or something else was asked for it since
   */
  static boolean hold(Connection connection, TenantId tenant, UUID document, int generation)
      throws SQLException {
    return first(
            connection,
            row -> true,
            "select id from document where tenant_id = ? and id = ? and generation = ? for update",
            tenant.value(),
            document,
            generation)
        .isPresent();
  }

  static void discard(Connection connection, TenantId tenant, UUID document, UUID index)
      throws SQLException {
    change(
        connection,
        "delete from staged_chunk where tenant_id = ? and document_id = ? and index_id = ?",
        tenant.value(),
        document,
        index);
  }

  private static void insert(
      Connection connection, TenantId tenant, UUID document, UUID index, List<Piece> pieces)
      throws SQLException {
    String sql =
        "insert into staged_chunk (tenant_id, document_id, index_id, chunk_index, page,"
            + " heading_path, content) values (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < pieces.size(); i++) {
        Piece piece = pieces.get(i);
        insert.setString(1, tenant.value());
        insert.setObject(2, document);
        insert.setObject(3, index);
        insert.setInt(4, piece.index());
        insert.setInt(5, piece.page());
        insert.setString(6, storable(piece.headingPath()));
        insert.setString(7, storable(piece.text()));
        insert.addBatch();
        if ((i + 1) % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /** PostgreSQL text holds every character but this one. */
  private static String storable(String text) {
    return text.replace("\u0000", "");
  }
}
