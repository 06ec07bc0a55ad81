package org.concierge.document;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.concierge.persistence.Cursor;

/**
 * A page of a tenant's documents, newest first.
 *
 * @param limit rows at most
 * @param status null: any
 * @param type part of the media type, null: any
 * @param text part of the file name or title in any case, null: any
 */
record DocumentQuery(int limit, Cursor after, DocumentStatus status, String type, String text) {

  /**
   * One row more than the limit, if there are more: the caller learns that another page follows.
   */
  List<Document> run(EntityManager entities) {
    CriteriaBuilder criteria = entities.getCriteriaBuilder();
    CriteriaQuery<Document> query = criteria.createQuery(Document.class);
    Root<Document> document = query.from(Document.class);
    Expression<Instant> created = document.get("createdAt");
    Expression<UUID> id = document.get("id");
    List<Predicate> where = new ArrayList<>();
    where.add(
        criteria.or(
            criteria.lessThan(created, after.time()),
            criteria.and(
                criteria.equal(created, after.time()), criteria.lessThan(id, after.id()))));
    if (status != null) {
      where.add(criteria.equal(document.get("status"), status));
    }
    if (type != null) {
      where.add(contains(criteria, document.get("mediaType"), type));
    }
    if (text != null) {
      where.add(
          criteria.or(
              contains(criteria, document.get("filename"), text),
              contains(criteria, document.get("title"), text)));
    }
    query.where(where.toArray(Predicate[]::new)).orderBy(criteria.desc(created), criteria.desc(id));
    TypedQuery<Document> page = entities.createQuery(query);
    return page.setMaxResults(limit + 1).getResultList();
  }

  private static Predicate contains(
      CriteriaBuilder criteria, Expression<String> column, String part) {
    String escaped = part.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1");
    return criteria.like(criteria.lower(column), "%" + escaped + "%", '\\');
  }
}
