package org.concierge.ingestion;

import java.time.Clock;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentRepository;
import org.concierge.index.ChunkRepository;
import org.concierge.index.EmbeddingIndexRepository;
import org.concierge.index.IndexStateRepository;
import org.concierge.index.StagedChunkRepository;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;

/** Where what is made of a document lies. */
public record Stores(
    DocumentRepository documents,
    DocumentFiles files,
    EmbeddingIndexRepository indexes,
    IndexStateRepository states,
    StagedChunkRepository staged,
    ChunkRepository chunks) {

  public static Stores of(
      Databases databases, EntityManagers entities, DocumentFiles files, Clock clock) {
    return new Stores(
        new DocumentRepository(entities, clock),
        files,
        new EmbeddingIndexRepository(databases),
        new IndexStateRepository(databases),
        new StagedChunkRepository(databases),
        new ChunkRepository(databases));
  }
}
