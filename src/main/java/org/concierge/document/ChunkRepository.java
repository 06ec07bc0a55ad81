package org.concierge.document;

import com.pgvector.PGvector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.content.Piece;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** A document's pieces as they are stored: text, words for full-text search, embedding. */
public final class ChunkRepository {
  /** Rows sent together: more gains nothing, fewer costs a round trip each. */
  private static final int BATCH = 100;

  private final Databases databases;

  public ChunkRepository(Databases databases) {
    this.databases = databases;
  }

  /** A chunk as shown to people. */
  public record Chunk(int index, int page, String headingPath, String text) {}

  /**
   * Makes these pieces the document's chunks, in one transaction: readers see the former ones or
   * these, never a mixture. Can be repeated.
   *
   * @param embeddings one a piece, in the same order
   * @return false if the document is gone; then nothing is stored
   */
  public boolean replaceChunks(
      TenantId tenant, UUID documentId, List<Piece> pieces, List<float[]> embeddings) {
    return databases.inTenant(
        tenant,
        connection -> {
          if (!lockDocument(connection, tenant, documentId)) {
            return false;
          }
          deleteChunks(connection, tenant, documentId);
          insertChunks(connection, tenant, documentId, pieces, embeddings);
          return true;
        });
  }

  private static boolean lockDocument(Connection connection, TenantId tenant, UUID id)
      throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "update document set updated_at = ? where tenant_id = ? and id = ?")) {
      lock.setTimestamp(1, Timestamp.from(Instant.now()));
      lock.setString(2, tenant.value());
      lock.setObject(3, id);
      return lock.executeUpdate() == 1;
    }
  }

  private static void deleteChunks(Connection connection, TenantId tenant, UUID id)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from chunk where tenant_id = ? and document_id = ?")) {
      delete.setString(1, tenant.value());
      delete.setObject(2, id);
      delete.executeUpdate();
    }
  }

  private static void insertChunks(
      Connection connection,
      TenantId tenant,
      UUID documentId,
      List<Piece> pieces,
      List<float[]> embeddings)
      throws SQLException {
    String sql =
        "insert into chunk (tenant_id, document_id, chunk_index, page, heading_path, content,"
            + " embedding, words) values (?, ?, ?, ?, ?, ?, ?, to_tsvector('english', ?))";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < pieces.size(); i++) {
        Piece piece = pieces.get(i);
        insert.setString(1, tenant.value());
        insert.setObject(2, documentId);
        insert.setInt(3, piece.index());
        insert.setInt(4, piece.page());
        insert.setString(5, storable(piece.headingPath()));
        insert.setString(6, storable(piece.text()));
        insert.setObject(7, new PGvector(embeddings.get(i)));
        insert.setString(8, storable(piece.embeddingText()));
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

  /** The document's chunks in order, from the given index on. */
  public List<Chunk> list(TenantId tenant, UUID documentId, int fromIndex, int limit) {
    return databases.inTenant(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select chunk_index, page, heading_path, content from chunk"
                      + " where tenant_id = ? and document_id = ? and chunk_index >= ?"
                      + " order by chunk_index limit ?")) {
            select.setString(1, tenant.value());
            select.setObject(2, documentId);
            select.setInt(3, fromIndex);
            select.setInt(4, limit);
            List<Chunk> chunks = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                chunks.add(
                    new Chunk(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4)));
              }
            }
            return chunks;
          }
        });
  }
}
