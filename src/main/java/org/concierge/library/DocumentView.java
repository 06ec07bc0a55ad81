package org.concierge.library;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.document.Document;
import org.concierge.document.DocumentStatus;
import org.concierge.ingestion.QueuePlace;

/**
 * A document on the wire.
 *
 * @param collection id, absent outside of any
 * @param owner id of a user
 * @param reviewAt a date
 * @param queuePosition 1 for the tenant's next one, 0 if somebody works on it; absent if nobody
 *     will
 * @param etaSeconds when it will be done, at the pace of lately; absent if nothing is known
 * @param supersededBy the version that answers in its place; absent if none does
 * @param sourceUrl where it was fetched from, absent if it was uploaded
 * @param created when it was written, as the file says
 */
public record DocumentView(
    UUID id,
    String filename,
    String title,
    DocumentStatus status,
    double progress,
    String stage,
    String reason,
    int pages,
    int chunks,
    String language,
    String author,
    String created,
    String mediaType,
    long sizeBytes,
    String parser,
    List<String> tags,
    Map<String, String> metadata,
    UUID collection,
    UUID owner,
    String reviewAt,
    List<String> readers,
    String sourceUrl,
    Integer queuePosition,
    int pagesDone,
    int chunksDone,
    Long etaSeconds,
    int version,
    UUID supersededBy,
    Instant createdAt,
    Instant updatedAt) {
  public static DocumentView of(Document document) {
    return of(document, null);
  }

  /**
   * @param place null if nobody is to work on it
   */
  public static DocumentView of(Document document, QueuePlace place) {
    return new DocumentView(
        document.id(),
        document.filename(),
        document.title(),
        document.status(),
        // A float's digits, not those of the double nearest to it.
        Double.parseDouble(Float.toString(document.progress().part())),
        document.progress().stage(),
        document.reason(),
        document.description().pages(),
        document.chunks(),
        document.description().language(),
        document.description().author(),
        document.description().properties().get("created"),
        document.mediaType(),
        document.sizeBytes(),
        document.description().parser(),
        document.tags(),
        document.filing().metadata(),
        document.filing().collectionId().orElse(null),
        document.filing().ownerId().orElse(null),
        document.filing().reviewAt().map(String::valueOf).orElse(null),
        document.readers(),
        document.sourceUrl().isEmpty() ? null : document.sourceUrl(),
        place == null ? null : Integer.valueOf(place.position()),
        document.progress().pagesDone(),
        document.progress().chunksDone(),
        place == null ? null : place.etaSeconds(document.progress().part()),
        document.lineage().version(),
        document.lineage().supersededBy(),
        document.createdAt(),
        document.updatedAt());
  }
}
