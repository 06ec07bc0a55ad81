package org.concierge.console;

import java.util.List;
import org.concierge.document.DocumentStatus;
import org.concierge.library.DocumentListing;

/** What the page of documents is asked for, as its address says. */
public final class DocumentSearch {
  static final int ON_A_PAGE = 25;

  private String q = "";
  private String status = "";
  private String collection = "";
  private String tag = "";
  private String sort = "";
  private String after = "";

  DocumentListing listing() {
    return new DocumentListing(this::said);
  }

  private String said(String name) {
    return switch (name) {
      case "limit" -> String.valueOf(ON_A_PAGE);
      case "cursor" -> after;
      case "q" -> q;
      case "status" -> status;
      case "collection" -> collection;
      case "tag" -> tag;
      case "sort" -> sort;
      default -> null;
    };
  }

  /** Names and values in turn, for the address of another page of the same. */
  String[] query(String from) {
    return new String[] {
      "q", q, "status", status, "collection", collection, "tag", tag, "sort", sort, "after", from
    };
  }

  /** Whether nothing is asked for but the documents themselves. */
  public boolean isOpen() {
    return (q + status + collection + tag).isEmpty();
  }

  public List<DocumentStatus> getStatuses() {
    return List.of(DocumentStatus.values());
  }

  /** The newest first at first. */
  public List<String> getSorts() {
    return List.of("", "created_at", "title", "-title", "status", "-size", "size");
  }

  public String kindOf(DocumentStatus of) {
    return kind(of);
  }

  public String sizeOf(long bytes) {
    return size(bytes);
  }

  /** The style of a badge. */
  static String kind(DocumentStatus status) {
    return switch (status) {
      case READY -> "on";
      case FAILED, CANCELLED -> "off";
      case HELD -> "warn";
      default -> "";
    };
  }

  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    return bytes < 1024 * 1024
        ? bytes / 1024 + " kB"
        : Math.round(bytes * 10.0 / (1024 * 1024)) / 10.0 + " MB";
  }

  private static String present(String text) {
    return text == null ? "" : text.strip();
  }

  public String getQ() {
    return q;
  }

  public void setQ(String q) {
    this.q = present(q);
  }

  public String getStatus() {
    return status;
  }

  public void setStatus(String status) {
    this.status = present(status);
  }

  public String getCollection() {
    return collection;
  }

  public void setCollection(String collection) {
    this.collection = present(collection);
  }

  public String getTag() {
    return tag;
  }

  public void setTag(String tag) {
    this.tag = present(tag);
  }

  public String getSort() {
    return sort;
  }

  public void setSort(String sort) {
    this.sort = present(sort);
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = present(after);
  }
}
