package org.concierge.document;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.persistence.EntityManagers;
import org.concierge.tenant.TenantId;

/** The documents of a tenant; each method is one transaction. */
public final class DocumentRepository {
  private final EntityManagers entities;
  private final Clock clock;

  public DocumentRepository(EntityManagers entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  Optional<Document> find(TenantId tenant, UUID id) {
    return entities.inTransaction(tenant, em -> Optional.ofNullable(em.find(Document.class, id)));
  }

  Optional<Document> findBySha256(TenantId tenant, byte[] sha256) {
    return entities.inTransaction(
        tenant,
        em ->
            em.createQuery("select d from Document d where d.sha256 = :sha256", Document.class)
                .setParameter("sha256", sha256)
                .getResultStream()
                .findFirst());
  }

  void insert(TenantId tenant, Document document) {
    entities.inTransaction(
        tenant,
        em -> {
          em.persist(document);
          return null;
        });
  }

  /**
   * Changes a document in place.
   *
   * @return the document as it is then, empty if there is none
   */
  Optional<Document> change(TenantId tenant, UUID id, Consumer<Document> change) {
    return entities.inTransaction(
        tenant,
        em -> {
          Document document = em.find(Document.class, id);
          if (document == null) {
            return Optional.empty();
          }
          change.accept(document);
          return Optional.of(document);
        });
  }

  /**
   * @return false if there is no such document (any more): then its worker stops
   */
  boolean progress(TenantId tenant, UUID id, String stage, float progress) {
    return change(tenant, id, document -> document.process(stage, progress, now())).isPresent();
  }

  /** Its chunks go with it. */
  boolean delete(TenantId tenant, UUID id) {
    return entities.inTransaction(
        tenant,
        em -> {
          Document document = em.find(Document.class, id);
          if (document != null) {
            em.remove(document);
          }
          return document != null;
        });
  }

  Instant now() {
    return clock.instant();
  }
}
