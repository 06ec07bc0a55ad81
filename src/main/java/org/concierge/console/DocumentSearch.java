package org.concierge.console;

import java.util.List;
import java.util.function.Function;
import org.concierge.document.DocumentStatus;
import org.concierge.library.DocumentListing;

/**
 * What the page of documents is asked for, as its address says, and as its form repeats it: known
 * from the beginning of a request, before Faces fills anything in.
 */
public final class DocumentSearch {
  static final int ON_A_PAGE = 25;

  private final Function<String, String> address;

  /**
   * @param address what the request says by a name; null for nothing
   */
  DocumentSearch(Function<String, String> address) {
    this.address = address;
  }

  DocumentListing listing() {
    return new DocumentListing(this::said);
  }

  private String said(String name) {
    return switch (name) {
      case "limit" -> String.valueOf(ON_A_PAGE);
      case "cursor" -> getAfter();
      case "q", "status", "collection", "tag", "sort" -> present(name);
      default -> null;
    };
  }

  /** Names and values in turn, for the address of another page of the same. */
  String[] query(String from) {
    return new String[] {
      "q",
      getQ(),
      "status",
      getStatus(),
      "collection",
      getCollection(),
      "tag",
      getTag(),
      "sort",
      getSort(),
      "after",
      from
    };
  }

  /** Whether nothing is asked for but the documents themselves. */
  public boolean isOpen() {
    return (getQ() + getStatus() + getCollection() + getTag()).isEmpty();
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

  private String present(String name) {
    String text = address.apply(name);
    return text == null ? "" : text.strip();
  }

  public String getQ() {
    return present("q");
  }

  public String getStatus() {
    return present("status");
  }

  public String getCollection() {
    return present("collection");
  }

  public String getTag() {
    return present("tag");
  }

  public String getSort() {
    return present("sort");
  }

  public String getAfter() {
    return present("after");
  }
}
