package org.concierge.catalogue;

import java.util.List;
import java.util.Map;

/**
 * What is to become of a document's description, as a caller wrote it; null stays as it is.
 *
 * @param collection id or path, "" for none
 * @param owner id of a user, "" for nobody
 * @param reviewAt a date (ISO 8601), "" for none
 */
public record DocumentChange(
    String title,
    List<String> tags,
    List<String> readers,
    Map<String, String> metadata,
    String collection,
    String owner,
    String reviewAt) {
  /** Nothing. */
  public static final DocumentChange NONE =
      new DocumentChange(null, null, null, null, null, null, null);

  public static DocumentChange ofReaders(List<String> readers) {
    return new DocumentChange(null, null, readers, null, null, null, null);
  }

  public static DocumentChange ofTags(List<String> tags) {
    return new DocumentChange(null, tags, null, null, null, null, null);
  }

  public static DocumentChange ofCollection(String collection) {
    return new DocumentChange(null, null, null, null, collection, null, null);
  }
}
