package org.concierge.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.concierge.catalogue.DocumentChange;
import org.concierge.library.DocumentView;

/** What people say of a document, as fields. */
public final class DocumentForm {
  private String kind;
  private String size;
  private String title;
  private String tags;
  private String readers;
  private String metadata;
  private String collection;
  private String owner;
  private String reviewAt;

  /**
   * As the document has it.
   *
   * @param owner the owner's e-mail, "" for nobody
   */
  static DocumentForm of(DocumentView document, String owner) {
    DocumentForm form = new DocumentForm();
    form.kind = DocumentSearch.kind(document.status());
    form.size = DocumentSearch.size(document.sizeBytes());
    form.title = document.title();
    form.tags = Words.text(document.tags());
    form.readers = Words.text(document.readers());
    form.metadata =
        document.metadata().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("\n"));
    form.collection = document.collection() == null ? "" : document.collection().toString();
    form.owner = owner;
    form.reviewAt = document.reviewAt() == null ? "" : document.reviewAt();
    return form;
  }

  /**
   * @param ownerId of the user whom the form names, "" for nobody
   */
  DocumentChange change(String ownerId) {
    return new DocumentChange(
        title,
        List.copyOf(Words.of(tags)),
        List.copyOf(Words.of(readers)),
        fields(),
        collection,
        ownerId,
        reviewAt);
  }

  /** A line without a colon is a name without a value. */
  private Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    metadata
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split(":", 2))
        .forEach(pair -> fields.put(pair[0].strip(), pair.length > 1 ? pair[1].strip() : ""));
    return fields;
  }

  /** How its status looks. */
  public String getKind() {
    return kind;
  }

  public String getSize() {
    return size;
  }

  public String getTitle() {
    return title;
  }

  public void setTitle(String title) {
    this.title = title;
  }

  public String getTags() {
    return tags;
  }

  public void setTags(String tags) {
    this.tags = tags;
  }

  public String getReaders() {
    return readers;
  }

  public void setReaders(String readers) {
    this.readers = readers;
  }

  public String getMetadata() {
    return metadata;
  }

  public void setMetadata(String metadata) {
    this.metadata = metadata;
  }

  public String getCollection() {
    return collection;
  }

  public void setCollection(String collection) {
    this.collection = collection == null ? "" : collection;
  }

  public String getOwner() {
    return owner;
  }

  public void setOwner(String owner) {
    this.owner = owner;
  }

  public String getReviewAt() {
    return reviewAt;
  }

  public void setReviewAt(String reviewAt) {
    this.reviewAt = reviewAt;
  }
}
