package org.concierge.library;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.concierge.catalogue.Collecting;
import org.concierge.document.DocumentCursor;
import org.concierge.document.DocumentQuery;
import org.concierge.document.DocumentQuery.Filter;
import org.concierge.document.DocumentQuery.Order;
import org.concierge.document.DocumentStatus;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * Which documents a list is to show, as its address says: {@code limit}, {@code cursor}, {@code
 * sort}, {@code status}, {@code type}, {@code q}, {@code collection}, {@code tag}.
 *
 * @param said what the address says by such a name; null or blank for nothing
 */
public record DocumentListing(Function<String, String> said) {
  /**
   * @throws Problem BAD_REQUEST, NOT_FOUND for a collection
   */
  public DocumentQuery query(TenantId tenant, Collecting collecting) {
    Order order = Order.parse(said("sort"));
    int size = Page.limit(limit());
    DocumentCursor after = DocumentCursor.parse(said("cursor"), tenant, order);
    return new DocumentQuery(filter(tenant, collecting), order, after, size);
  }

  /**
   * @throws Problem BAD_REQUEST, NOT_FOUND for a collection
   */
  public Filter filter(TenantId tenant, Collecting collecting) {
    Set<UUID> collections = null;
    if (said("collection") != null) {
      UUID id = collecting.named(tenant, said("collection")).id();
      collections = collecting.within(tenant, List.of(id));
    }
    return new Filter(status(), said("type"), said("q"), collections, said("tag"));
  }

  private Integer limit() {
    try {
      return said("limit") == null ? null : Integer.valueOf(said("limit"));
    } catch (NumberFormatException e) {
      throw Problem.badRequest("\"limit\" is no number.");
    }
  }

  private DocumentStatus status() {
    String status = said("status");
    try {
      return status == null ? null : DocumentStatus.valueOf(status.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("\"status\" is not one that a document can have.");
    }
  }

  private String said(String name) {
    String text = said.apply(name);
    return text == null || text.isBlank() ? null : text;
  }
}
