package org.concierge.document;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  public Optional<Document> find(TenantId tenant, UUID id) {
    return entities.inTransaction(tenant, em -> Optional.ofNullable(em.find(Document.class, id)));
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

  /** As {@link #page}, in a transaction of its own. */
  public List<Document> list(TenantId tenant, DocumentQuery wanted) {
    return entities.inTransaction(tenant, em -> page(em, wanted));
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
    return changeIf(tenant, id, document -> document.generation() == generation, change)
        .isPresent();
  }

  private Optional<Document> changeIf(
      TenantId tenant,
      UUID id,
      java.util.function.Predicate<Document> wanted,
      Consumer<Document> change) {
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
            document -> document.generation() == generation && document.isUnderWay(),
            document -> document.process(reached, now()))
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

  /** One row more than is shown, if there are more. */
  public static List<Document> page(EntityManager entities, DocumentQuery wanted) {
    CriteriaBuilder criteria = entities.getCriteriaBuilder();
    CriteriaQuery<Document> query = criteria.createQuery(Document.class);
    Root<Document> document = query.from(Document.class);
    Expression<Instant> created = document.get("createdAt");
    Expression<UUID> id = document.get("id");
    List<Predicate> where = new ArrayList<>();
    where.add(
        criteria.or(
            criteria.lessThan(created, wanted.page().after().time()),
            criteria.and(
                criteria.equal(created, wanted.page().after().time()),
                criteria.lessThan(id, wanted.page().after().id()))));
    // Former versions are the history of a document, not documents.
    where.add(criteria.isNull(document.get("lineage").get("supersededBy")));
    if (wanted.status() != null) {
      where.add(criteria.equal(document.get("status"), wanted.status()));
    }
    if (wanted.type() != null) {
      where.add(contains(criteria, document.get("mediaType"), wanted.type()));
    }
    if (wanted.text() != null) {
      where.add(
          criteria.or(
              contains(criteria, document.get("filename"), wanted.text()),
              contains(criteria, document.get("title"), wanted.text())));
    }
    query.where(where.toArray(Predicate[]::new)).orderBy(criteria.desc(created), criteria.desc(id));
    return entities.createQuery(query).setMaxResults(wanted.page().fetched()).getResultList();
  }

  private static Predicate contains(
      CriteriaBuilder criteria, Expression<String> column, String part) {
    String escaped = part.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1");
    return criteria.like(criteria.lower(column), "%" + escaped + "%", '\\');
  }
}
