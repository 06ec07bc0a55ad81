package org.concierge.document;

/**
 * A page of a tenant's documents.
 *
 * @param after where the page before ended, null: from the start
 * @param limit documents at most
 */
public record DocumentQuery(
    DocumentFilter filter, DocumentOrder order, DocumentCursor after, int limit) {
  /** The newest, from the start. */
  public static DocumentQuery newest(int limit) {
    return new DocumentQuery(DocumentFilter.ALL, DocumentOrder.NEWEST, null, limit);
  }
}
