package org.concierge.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.document.Document;
import org.concierge.document.DocumentRepository;
import org.concierge.document.Filing;
import org.concierge.document.ReaderMarks;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * Describes documents: title, tags, readers, metadata, collection, owner, review date. Thread safe;
 * works inside the tenant's scope.
 */
public final class Cataloguing {
  private static final int MAX_TITLE = 500;
  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG = 100;
  private static final int MAX_METADATA = 50;

  /** Key and value are compared by an index, whose rows have 2.7 kB at most. */
  private static final int MAX_VALUE = 400;

  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]{0,59}");

  private final DocumentRepository documents;
  private final CollectionRepository collections;
  private final Collecting collecting;

  public Cataloguing(
      DocumentRepository documents, CollectionRepository collections, Collecting collecting) {
    this.documents = documents;
    this.collections = collections;
    this.collecting = collecting;
  }

  /**
   * Changes what is said of a document.
   *
   * @throws Problem NOT_FOUND for it or its collection, BAD_REQUEST
   */
  public Document change(TenantId tenant, UUID id, DocumentChange wanted) {
    return change(tenant, id, checked(tenant, wanted, false));
  }

  /**
   * Adds tags and takes others away, whatever other tags it has meanwhile.
   *
   * @throws Problem NOT_FOUND, BAD_REQUEST
   */
  public Document retag(TenantId tenant, UUID id, List<String> more, List<String> less) {
    return change(
        tenant,
        id,
        document -> {
          Set<String> tags = new LinkedHashSet<>(document.tags());
          tags.addAll(more);
          less.forEach(tags::remove);
          checkTags(List.copyOf(tags));
          document.describe(null, List.copyOf(tags), documents.now());
        });
  }

  private Document change(TenantId tenant, UUID id, Consumer<Document> change) {
    documents.find(tenant, id).orElseThrow(() -> Problem.notFound("document"));
    // Whoever sees it may take it from the own eyes too, which PostgreSQL would refuse.
    return ReaderScope.get(Reader.ofEverything(), () -> documents.change(tenant, id, change))
        .orElseThrow(() -> Problem.notFound("document"));
  }

  /**
   * The change as something that can be done to a document; one that is new is read by whom its
   * collection says, if nobody says otherwise.
   *
   * @throws Problem NOT_FOUND for a collection, BAD_REQUEST
   */
  public Consumer<Document> checked(TenantId tenant, DocumentChange wanted, boolean isNew) {
    checkText(wanted);
    checkMetadata(wanted.metadata());
    Collection collection =
        wanted.collection() == null || wanted.collection().isBlank()
            ? null
            : collecting.named(tenant, wanted.collection());
    UUID owner = owner(tenant, wanted.owner());
    LocalDate reviewAt = date(wanted.reviewAt());
    List<String> readers =
        wanted.readers() != null
            ? ReaderMarks.checked(wanted.readers())
            : isNew && collection != null ? collection.readers() : null;
    return document -> {
      Instant now = documents.now();
      Filing former = document.filing();
      document.describe(wanted.title(), wanted.tags(), now);
      if (readers != null) {
        document.open(readers, now);
      }
      UUID collectionBefore = former.collectionId().orElse(null);
      document.file(
          new Filing(
              wanted.collection() == null
                  ? collectionBefore
                  : collection == null ? null : collection.id(),
              wanted.owner() == null ? former.ownerId().orElse(null) : owner,
              wanted.reviewAt() == null ? former.reviewAt().orElse(null) : reviewAt,
              wanted.metadata() == null ? former.metadata() : wanted.metadata()),
          now);
    };
  }

  private static void checkText(DocumentChange wanted) {
    String title = wanted.title();
    if (title != null && (title.isBlank() || title.length() > MAX_TITLE)) {
      throw Problem.badRequest("\"title\" must have 1 to " + MAX_TITLE + " characters.");
    }
    checkTags(wanted.tags());
  }

  private static void checkTags(List<String> tags) {
    if (tags != null
        && (tags.size() > MAX_TAGS
            || tags.stream().anyMatch(t -> t == null || t.isBlank() || t.length() > MAX_TAG))) {
      throw Problem.badRequest(
          "\"tags\" must be at most " + MAX_TAGS + " texts of 1 to " + MAX_TAG + " characters.");
    }
  }

  private static void checkMetadata(Map<String, String> metadata) {
    if (metadata == null) {
      return;
    }
    boolean good =
        metadata.size() <= MAX_METADATA
            && metadata.keySet().stream().allMatch(key -> KEY.matcher(key).matches())
            && metadata.values().stream()
                .allMatch(
                    value ->
                        value != null && value.length() <= MAX_VALUE && value.indexOf('\0') < 0);
    if (!good || metadata.containsKey("file_id")) {
      throw Problem.badRequest(
          "\"metadata\" must be at most "
              + MAX_METADATA
              + " texts of up to "
              + MAX_VALUE
              + " characters, by names of letters and digits other than file_id.");
    }
  }

  private UUID owner(TenantId tenant, String owner) {
    if (owner == null || owner.isBlank()) {
      return null;
    }
    try {
      UUID id = UUID.fromString(owner);
      if (collections.knowsUser(tenant, id)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Answered as an id that nobody has.
    }
    throw Problem.notFound("user");
  }

  private static LocalDate date(String date) {
    try {
      LocalDate day = date == null || date.isBlank() ? null : LocalDate.parse(date);
      if (day == null || day.getYear() >= 1900 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeException e) {
      // Answered as a date that cannot be.
    }
    throw Problem.badRequest("\"review_at\" must be a date such as 2027-01-31.");
  }
}
