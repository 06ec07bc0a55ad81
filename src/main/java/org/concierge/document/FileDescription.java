package org.concierge.document;

import jakarta.persistence.Embeddable;
import java.util.Map;
import java.util.TreeMap;
import org.concierge.content.Extracted;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a file says of itself, once it has been read. Immutable. */
@Embeddable
public class FileDescription {
  /** Of a file that nobody has read yet. */
  static final FileDescription NONE = new FileDescription(0, "", "", "", Map.of());

  private int pages;
  private String language;
  private String author;
  private String parser;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> properties;

  protected FileDescription() {}

  private FileDescription(
      int pages, String language, String author, String parser, Map<String, String> properties) {
    this.pages = pages;
    this.language = language;
    this.author = author;
    this.parser = parser;
    this.properties = new TreeMap<>(properties);
  }

  static FileDescription of(Extracted extracted) {
    return new FileDescription(
        extracted.pages(),
        Document.shortened(extracted.language()),
        Document.shortened(extracted.author()),
        extracted.parser(),
        extracted.metadata());
  }

  public int pages() {
    return pages;
  }

  /** BCP 47; empty where unknown. */
  public String language() {
    return language;
  }

  public String author() {
    return author;
  }

  /** What has read it. */
  public String parser() {
    return parser;
  }

  /** {@code created}, {@code modified}, {@code subject} and the like. */
  public Map<String, String> properties() {
    return new TreeMap<>(properties);
  }
}
