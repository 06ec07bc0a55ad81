package org.concierge.document;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Reader;
import org.concierge.extraction.Extracted;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.TenantId;

/**
 * An uploaded file and its status. Born RECEIVED when its bytes are stored; PROCESSING while a
 * worker reads it; ends READY, when its chunks can be found, or FAILED with a reason for a person.
 * The same bytes are one document of a tenant, however often they are uploaded.
 */
@Entity
// A worker that writes how far it has come must not write back the readers that it once read.
@DynamicUpdate
public class Document {
  private static final int MAX_TEXT = 500;

  @Id private UUID id;

  @TenantId
  @Column(name = "tenant_id")
  private String tenantId;

  private String filename;
  private String title;

  @Column(name = "media_type")
  private String mediaType;

  private byte[] sha256;

  @Column(name = "size_bytes")
  private long sizeBytes;

  @Enumerated(EnumType.STRING)
  private DocumentStatus status;

  @Embedded private Progress progress = Progress.at("waiting");
  private String reason = "";
  private int pages;
  private int chunks;
  private String language = "";
  private String author = "";
  private String parser = "";
  private String[] tags = {};
  private String[] readers = {Reader.TENANT};

  /** Counts what was asked for; work on a former generation changes nothing more. */
  private int generation;

  @Embedded private Lineage lineage = new Lineage();

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected Document() {}

  public Document(UUID id, DocumentFiles.StoredFile file, String mediaType, Instant now) {
    this.id = id;
    this.filename = file.filename();
    this.title = file.filename();
    this.mediaType = mediaType;
    this.sha256 = file.sha256();
    this.sizeBytes = file.sizeBytes();
    this.createdAt = now;
    receive(now);
  }

  /** Back to the beginning: for a new document, or one that is to be read again. */
  public void receive(Instant now) {
    moveTo(DocumentStatus.RECEIVED, now);
    generation++;
    progress = Progress.at("waiting");
    reason = "";
  }

  /** A worker has begun to read it, or has come so far. */
  public void process(Progress reached, Instant now) {
    moveTo(DocumentStatus.PROCESSING, now);
    progress = reached;
    reason = "";
  }

  /**
   * Something that passes holds it up.
   *
   * @param why a sentence for the person who waits
   */
  public void postpone(String why, Instant now) {
    moveTo(DocumentStatus.PROCESSING, now);
    progress = progress.waiting();
    reason = why;
  }

  /** Its file is read; what is found in it can be asked when its chunks are stored. */
  public void describe(Extracted extracted) {
    pages = extracted.pages();
    language = shortened(extracted.language());
    author = shortened(extracted.author());
    mediaType = extracted.mediaType();
    parser = "tika";
    if (title.equals(filename) && !extracted.title().isBlank()) {
      title = shortened(extracted.title());
    }
  }

  /** Nobody is to work on it any more; what is done already stays. */
  public void cancelIfUnderWay(Instant now) {
    if (!isUnderWay()) {
      return;
    }
    moveTo(DocumentStatus.CANCELLED, now);
    generation++;
    progress = Progress.at("cancelled");
    chunks = 0;
    reason = "";
  }

  /** What was stored of it at an earlier time answers all the same. */
  public void answerAsBefore(int chunkCount, Instant now) {
    moveTo(DocumentStatus.READY, now);
    progress = Progress.at("ready");
    chunks = chunkCount;
  }

  /** From now on a version of what the series names. */
  public void join(UUID series, int version, Instant now) {
    lineage.join(series, version);
    updatedAt = now;
  }

  /**
   * It cannot be read.
   *
   * @param why a sentence for the person who uploaded it
   */
  public void fail(String why, Instant now) {
    moveTo(DocumentStatus.FAILED, now);
    progress = Progress.at("failed");
    reason = why;
  }

  public void describe(String newTitle, List<String> newTags, Instant now) {
    if (newTitle != null) {
      title = newTitle;
    }
    if (newTags != null) {
      tags = newTags.toArray(String[]::new);
    }
    updatedAt = now;
  }

  /**
   * From now on these may read it.
   *
   * @param marks as {@link ReaderMarks} checks them
   */
  public void open(List<String> marks, Instant now) {
    readers = marks.toArray(String[]::new);
    updatedAt = now;
  }

  private void moveTo(DocumentStatus next, Instant now) {
    status = next;
    updatedAt = now;
  }

  /** Without the one character that PostgreSQL text cannot hold. */
  private static String shortened(String from) {
    String text = from.replace("\u0000", "");
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  public UUID id() {
    return id;
  }

  public String filename() {
    return filename;
  }

  public String title() {
    return title;
  }

  public String mediaType() {
    return mediaType;
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  public DocumentStatus status() {
    return status;
  }

  public Progress progress() {
    return progress;
  }

  public String reason() {
    return reason;
  }

  public int pages() {
    return pages;
  }

  public int chunks() {
    return chunks;
  }

  public String language() {
    return language;
  }

  public String author() {
    return author;
  }

  public String parser() {
    return parser;
  }

  public List<String> tags() {
    return List.of(tags);
  }

  /** Who may read it, as marks of {@link Reader}. */
  public List<String> readers() {
    return List.of(readers);
  }

  /** Whether somebody works on it, or will. */
  public boolean isUnderWay() {
    return status == DocumentStatus.RECEIVED || status == DocumentStatus.PROCESSING;
  }

  /** Grows with each thing that is asked for it: to be read, read again, cancelled. */
  public int generation() {
    return generation;
  }

  public Lineage lineage() {
    return lineage;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }
}
