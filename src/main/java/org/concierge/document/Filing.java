package org.concierge.document;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Where a document belongs and what people know of it beside its text. Immutable. */
@Embeddable
public class Filing {
  /** Of a document that nobody has filed. */
  public static final Filing NONE = new Filing(null, null, null, Map.of());

  @Column(name = "collection_id")
  private UUID collectionId;

  @Column(name = "owner_id")
  private UUID ownerId;

  @Column(name = "review_at")
  private LocalDate reviewAt;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> metadata;

  protected Filing() {}

  /** Of the first three, null for none. */
  public Filing(UUID collectionId, UUID ownerId, LocalDate reviewAt, Map<String, String> metadata) {
    this.collectionId = collectionId;
    this.ownerId = ownerId;
    this.reviewAt = reviewAt;
    this.metadata = new TreeMap<>(metadata);
  }

  public Optional<UUID> collectionId() {
    return Optional.ofNullable(collectionId);
  }

  /** The user who answers for it. */
  public Optional<UUID> ownerId() {
    return Optional.ofNullable(ownerId);
  }

  /** When somebody is to look whether it is still right. */
  public Optional<LocalDate> reviewAt() {
    return Optional.ofNullable(reviewAt);
  }

  /** Values by name, such as {@code document_type}; sorted by name. */
  public Map<String, String> metadata() {
    return new TreeMap<>(metadata);
  }
}
