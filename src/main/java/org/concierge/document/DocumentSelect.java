package org.concierge.document;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.concierge.document.DocumentQuery.Filter;
import org.concierge.document.DocumentQuery.Order;
import org.concierge.tenant.TenantId;

/** The statements that look for documents: conditions put together, values bound. */
final class DocumentSelect {
  private static final String WHERE =
      " from document d where d.tenant_id = :tenant and d.superseded_by is null";

  private final StringBuilder where = new StringBuilder(WHERE);
  private final Map<String, Object> values = new HashMap<>();

  DocumentSelect(TenantId tenant, Filter filter) {
    values.put("tenant", tenant.value());
    if (filter.status() != null) {
      and("d.status = :status", "status", filter.status().name());
    }
    if (filter.type() != null) {
      and("lower(d.media_type) like :type escape '!'", "type", part(filter.type()));
    }
    if (filter.text() != null) {
      and(
          "(lower(d.filename) like :text escape '!' or lower(d.title) like :text escape '!')",
          "text",
          part(filter.text()));
    }
    if (filter.collections() != null) {
      and("d.collection_id in (:collections)", "collections", filter.collections());
    }
    if (filter.tag() != null) {
      and(
          "d.id in (select f.document_id from document_facet f where f.tenant_id = :tenant"
              + " and f.key = '' and f.value = :tag)",
          "tag",
          filter.tag());
    }
  }

  private void and(String condition, String name, Object value) {
    where.append(" and ").append(condition);
    values.put(name, value);
  }

  private static String part(String text) {
    return "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
  }

  /** From where the page begins, in its order. */
  String page(DocumentQuery wanted) {
    Order order = wanted.order();
    if (wanted.after() != null) {
      String type = order.by().equals("created_at") ? "timestamptz" : "text";
      String value = "cast(:key as " + (order.by().equals("size") ? "bigint" : type) + ")";
      String key = order.by().equals("title") ? "lower(" + value + ")" : value;
      String than = order.descending() ? " < " : " > ";
      and(
          "(" + order.key("d") + ", d.id)" + than + "(" + key + ", :id)",
          "id",
          wanted.after().id());
      values.put("key", wanted.after().key());
    }
    return "select d.*" + where + " order by " + order.clause("d");
  }

  /** Of all of them, the newest first. */
  String ids() {
    return "select d.id" + where + " order by d.created_at desc, d.id desc";
  }

  /** Each status and how many there are in it. */
  String counts() {
    return "select d.status, count(*)" + where + " group by d.status";
  }

  /** What the statement's names stand for. */
  Map<String, Object> values() {
    return values;
  }
}
