package org.concierge.document;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.concierge.document.DocumentQuery.Filter;
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

  public Optional<Document> find(TenantId tenant, UUID id) {
    return entities.inTransaction(tenant, em -> Optional.ofNullable(em.find(Document.class, id)));
  }

  /** Those that there are, in any order. */
  public List<Document> find(TenantId tenant, List<UUID> ids) {
    return entities.inTransaction(
        tenant,
        em ->
            em.createQuery("select d from Document d where d.id in :ids", Document.class)
                .setParameter("ids", ids)
                .getResultList());
  }

  public Optional<Document> findBySha256(TenantId tenant, byte[] sha256) {
    return entities.inTransaction(
        tenant,
        em ->
            em.createQuery("select d from Document d where d.sha256 = :sha256", Document.class)
                .setParameter("sha256", sha256)
                .getResultStream()
                .findFirst());
  }

  /** The one that is fetched from there, the first of several. */
  public Optional<Document> findBySource(TenantId tenant, String sourceUrl) {
    return entities.inTransaction(
        tenant,
        em ->
            em.createQuery(
                    "select d from Document d where d.sourceUrl = :url order by d.createdAt",
                    Document.class)
                .setParameter("url", sourceUrl)
                .setMaxResults(1)
                .getResultStream()
                .findFirst());
  }

  /** As {@link #page}, in a transaction of its own. */
  public List<Document> list(TenantId tenant, DocumentQuery wanted) {
    return entities.inTransaction(tenant, em -> page(em, tenant, wanted));
  }

  public void insert(TenantId tenant, Document document) {
    entities.inTransaction(
        tenant,
        em -> {
          em.persist(document);
          return null;
        });
  }

  /**
   * Changes a document in place, nobody else meanwhile.
   *
   * @return the document as it is then, empty if there is none
   */
  public Optional<Document> change(TenantId tenant, UUID id, Consumer<Document> change) {
    return changeIf(tenant, id, document -> true, change);
  }

  /**
   * As above, for the one who works on it.
   *
   * @return false if it is gone, or something else was asked for it: then its worker stops
   */
  public boolean change(TenantId tenant, UUID id, int generation, Consumer<Document> change) {
    return changeIf(tenant, id, document -> document.lineage().generation() == generation, change)
        .isPresent();
  }

  private Optional<Document> changeIf(
      TenantId tenant, UUID id, Predicate<Document> wanted, Consumer<Document> change) {
    return entities.inTransaction(
        tenant,
        em -> {
          Document document = em.find(Document.class, id, LockModeType.PESSIMISTIC_WRITE);
          if (document == null || !wanted.test(document)) {
            return Optional.empty();
          }
          change.accept(document);
          return Optional.of(document);
        });
  }

  /**
   * @return false also if the document is not under way any more
   */
  public boolean progress(TenantId tenant, UUID id, int generation, Progress reached) {
    return changeIf(
            tenant,
            id,
            document ->
                document.lineage().generation() == generation && document.status().isUnderWay(),
            document -> document.process(reached, "", now()))
        .isPresent();
  }

  /** All versions of what the series names, newest first. */
  public List<Document> versions(TenantId tenant, UUID series) {
    return entities.inTransaction(
        tenant,
        em ->
            em.createQuery(
                    "select d from Document d where d.lineage.seriesId = :series order by d.lineage.version desc,"
                        + " d.createdAt desc",
                    Document.class)
                .setParameter("series", series)
                .getResultList());
  }

  /** Documents of that name that answer or will, newest first; ten at most. */
  public List<UUID> named(TenantId tenant, String filename) {
    return entities.inTransaction(
        tenant,
        em ->
            em.createQuery(
                    "select d.id from Document d where d.filename = :filename"
                        + " and d.lineage.supersededBy is null order by d.createdAt desc",
                    UUID.class)
                .setParameter("filename", filename)
                .setMaxResults(10)
                .getResultList());
  }

  /** Documents that somebody should be working on. */
  public List<UUID> underWay(TenantId tenant) {
    return entities.inTransaction(
        tenant,
        em ->
            em.createQuery(
                    "select d.id from Document d where d.status in ('RECEIVED', 'PROCESSING')",
                    UUID.class)
                .getResultList());
  }

  /** Its chunks go with it. */
  public boolean delete(TenantId tenant, UUID id) {
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

  public Instant now() {
    return clock.instant();
  }

  /** One document more than the limit, if there are more. */
  @SuppressWarnings("unchecked")
  public static List<Document> page(EntityManager entities, TenantId tenant, DocumentQuery wanted) {
    DocumentSelect select = new DocumentSelect(tenant, wanted.filter());
    Query query = entities.createNativeQuery(select.page(wanted), Document.class);
    select.values().forEach(query::setParameter);
    return query.setMaxResults(wanted.limit() + 1).getResultList();
  }

  /** The ids of all that are meant, the newest first. */
  @SuppressWarnings("unchecked")
  public List<UUID> ids(TenantId tenant, Filter filter) {
    return entities.inTransaction(
        tenant,
        em -> {
          DocumentSelect select = new DocumentSelect(tenant, filter);
          Query query = em.createNativeQuery(select.ids(), UUID.class);
          select.values().forEach(query::setParameter);
          return query.getResultList();
        });
  }

  /** How many there are in each status that there is any in. */
  @SuppressWarnings("unchecked")
  public Map<DocumentStatus, Long> counts(TenantId tenant) {
    return entities.inTransaction(
        tenant,
        em -> {
          DocumentSelect select = new DocumentSelect(tenant, Filter.ALL);
          Query query = em.createNativeQuery(select.counts());
          select.values().forEach(query::setParameter);
          Map<DocumentStatus, Long> counts = new EnumMap<>(DocumentStatus.class);
          for (Object[] row : (List<Object[]>) query.getResultList()) {
            counts.put(DocumentStatus.valueOf((String) row[0]), ((Number) row[1]).longValue());
          }
          return counts;
        });
  }
}
