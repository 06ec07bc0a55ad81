package org.concierge.document;

import java.util.Set;
import java.util.UUID;

/**
 * Which documents of a tenant are meant.
 *
 * @param status null: any
 * @param type part of the media type, null: any
 * @param text part of the file name or title in any case, null: any
 * @param collections in one of these, null: anywhere
 * @param tag null: any
 */
public record DocumentFilter(
    DocumentStatus status, String type, String text, Set<UUID> collections, String tag) {
  /** All of them. */
  public static final DocumentFilter ALL = new DocumentFilter(null, null, null, null, null);

  public static DocumentFilter with(DocumentStatus status) {
    return new DocumentFilter(status, null, null, null, null);
  }
}
