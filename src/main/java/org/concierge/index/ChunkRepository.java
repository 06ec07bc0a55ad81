package org.concierge.index;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.index.EmbeddingIndex.State;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/** A document's pieces as answers find them: whole documents only, in whichever index. */
public final class ChunkRepository {
  private static final String MOVE =
      """
      insert into chunk (tenant_id, document_id, index_id, chunk_index, page, heading_path, content,
                         embedding, words)
      select s.tenant_id, s.document_id, s.index_id, s.chunk_index, s.page, s.heading_path,
             s.content, s.embedding,
             to_tsvector(words_config(d.language),
                         words_text(case when s.heading_path = '' then s.content
                                         else s.heading_path || E'\\n' || s.content end))
      from staged_chunk s join document d on d.tenant_id = s.tenant_id and d.id = s.document_id
      where s.tenant_id = ? and s.document_id = ? and s.index_id = ?
      """;

  private final Databases databases;

  public ChunkRepository(Databases databases) {
    this.databases = databases;
  }

  /** A chunk as shown to people. */
  public record Chunk(int index, int page, String headingPath, String text) {}

  /** What became of a {@link #publish}. */
  public enum Published {
    DONE,
    /** The document is gone, or something else was asked for it since. */
    NOT_WANTED,
    /** The index answers no more, nor will it. */
    INDEX_RETIRED
  }

  /**
   * Makes the staged pieces the document's chunks in the index, in one transaction: readers see the
   * former ones or these, never a mixture.
   *
   * @param anew they were read from the file for the document's own sake: it becomes READY, what
   *     other indexes hold of it is out of date, and what it replaces answers no more
   */
  public Published publish(
      TenantId tenant, UUID document, int generation, UUID index, boolean anew) {
    return databases.inTenant(
        tenant,
        connection -> {
          // Before the document, as whoever switches indexes does.
          if (!alive(connection, tenant, index)) {
            return Published.INDEX_RETIRED;
          }
          if (!StagedChunkRepository.hold(connection, tenant, document, generation)) {
            return Published.NOT_WANTED;
          }
          deleteFrom(connection, tenant, document, index, anew);
          int stored = change(connection, MOVE, tenant.value(), document, index);
          if (stored == 0) {
            throw new IllegalStateException("Nothing was staged for " + document);
          }
          StagedChunkRepository.discard(connection, tenant, document, index);
          if (anew) {
            complete(connection, tenant, document, stored);
          }
          return Published.DONE;
        });
  }

  private static boolean alive(Connection connection, TenantId tenant, UUID index)
      throws SQLException {
    Optional<String> state =
        first(
            connection,
            row -> row.getString(1),
            "select state from embedding_index where tenant_id = ? and id = ? for share",
            tenant.value(),
            index);
    return state.isPresent() && !state.get().equals(State.FORMER.name());
  }

  private static void deleteFrom(
      Connection connection, TenantId tenant, UUID document, UUID index, boolean everywhere)
      throws SQLException {
    change(
        connection,
        "delete from chunk where tenant_id = ? and document_id = ? and (index_id = ? or ?)",
        tenant.value(),
        document,
        index,
        everywhere);
  }

  private static void complete(Connection connection, TenantId tenant, UUID document, int stored)
      throws SQLException {
    change(
        connection,
        "update document set status = 'READY', stage = 'ready', progress = 1, reason = '',"
            + " superseded_by = null, chunks = ?, chunks_done = ?, pages_done = pages, updated_at = now() where tenant_id = ? and id = ?",
        stored,
        stored,
        tenant.value(),
        document);
    supersede(connection, tenant, document);
  }

  /** The document answers, its other versions do not any more. */
  public void supersede(TenantId tenant, UUID document) {
    databases.inTenant(
        tenant,
        connection -> {
          supersede(connection, tenant, document);
          return null;
        });
  }

  /** The other versions of the document stay in its history, and answer no more. */
  private static void supersede(Connection connection, TenantId tenant, UUID document)
      throws SQLException {
    List<UUID> former =
        Statements.list(
            connection,
            row -> row.getObject(1, UUID.class),
            "update document former set superseded_by = ? from document d"
                + " where former.tenant_id = ? and d.tenant_id = former.tenant_id and d.id = ?"
                + " and former.series_id = d.series_id and former.id <> d.id"
                + " and former.superseded_by is null returning former.id",
            document,
            tenant.value(),
            document);
    for (UUID version : former) {
      change(
          connection,
          "delete from chunk where tenant_id = ? and document_id = ?",
          tenant.value(),
          version);
    }
  }

  /** The document's chunks as they answer, in order, from the given index on. */
  public List<Chunk> list(TenantId tenant, UUID documentId, int fromIndex, int limit) {
    return databases.inTenant(
        tenant,
        connection ->
            Statements.list(
                connection,
                row -> new Chunk(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4)),
                "select c.chunk_index, c.page, c.heading_path, c.content from chunk c"
                    + " join embedding_index i on i.tenant_id = c.tenant_id and i.id = c.index_id"
                    + " where c.tenant_id = ? and c.document_id = ? and i.state = 'ACTIVE'"
                    + " and c.chunk_index >= ? order by c.chunk_index limit ?",
                tenant.value(),
                documentId,
                fromIndex,
                limit));
  }

  /** How many chunks of the document answer. */
  public int count(TenantId tenant, UUID documentId) {
    return databases.inTenant(
        tenant,
        connection ->
            first(
                    connection,
                    row -> row.getInt(1),
                    "select count(*) from chunk c join embedding_index i"
                        + " on i.tenant_id = c.tenant_id and i.id = c.index_id"
                        + " where c.tenant_id = ? and c.document_id = ? and i.state = 'ACTIVE'",
                    tenant.value(),
                    documentId)
                .orElseThrow());
  }
}
