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
import org.concierge.content.Extracted;
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
  private int chunks;
  private String[] tags = {};
  private String[] readers = {Reader.TENANT};

  @Embedded private Filing filing = Filing.NONE;

  @Embedded private Lineage lineage = new Lineage();

  @Embedded private FileDescription description = FileDescription.NONE;

  @Column(name = "source_url")
  private String sourceUrl = "";

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

  /** Its bytes are to be fetched from there, for the first time or anew. */
  public void expect(String address, Instant now) {
    receive(now);
    progress = Progress.at("fetching");
    sourceUrl = address;
  }

  /** Its bytes are here; until they are read what was read of the former ones answers. */
  public void arrive(DocumentFiles.StoredFile file, String newTitle, Instant now) {
    title = title.equals(filename) ? shortened(newTitle) : title;
    filename = file.filename();
    sha256 = file.sha256();
    sizeBytes = file.sizeBytes();
    receive(now);
  }

  /** Back to the beginning: for a new document, or one that is to be read again. */
  public void receive(Instant now) {
    moveTo(DocumentStatus.RECEIVED, now);
    lineage.next();
    progress = Progress.at("waiting");
    reason = "";
  }

  /** A worker has begun to read it, has come so far, or is held up there for a reason. */
  public void process(Progress reached, String why, Instant now) {
    moveTo(DocumentStatus.PROCESSING, now);
    progress = reached;
    reason = why;
  }

  /** Nobody is to work on it any more; what is done already stays. */
  public void cancelIfUnderWay(Instant now) {
    if (status.isUnderWay()) {
      lineage.next();
      end(DocumentStatus.CANCELLED, "cancelled", "", now);
      chunks = 0;
    }
  }

  /** What was stored of it at an earlier time answers all the same. */
  public void answerAsBefore(int chunkCount, Instant now) {
    end(DocumentStatus.READY, "ready", "", now);
    chunks = chunkCount;
  }

  /** Its file is read; what is found in it can be asked when its chunks are stored. */
  public void describe(Extracted extracted) {
    description = FileDescription.of(extracted);
    mediaType = extracted.mediaType();
    if (title.equals(filename) && !extracted.title().isBlank()) {
      title = shortened(extracted.title());
    }
  }

  /**
   * It cannot be read.
   *
   * @param why a sentence for the person who uploaded it
   */
  public void fail(String why, Instant now) {
    end(DocumentStatus.FAILED, "failed", why, now);
  }

  /**
   * It is not to be asked before somebody has looked at it.
   *
   * @param why a sentence for an administrator
   */
  public void hold(String why, Instant now) {
    end(DocumentStatus.HELD, "held", why, now);
    chunks = 0;
  }

  /**
   * It is not to be asked at all.
   *
   * @param why a sentence for whoever uploaded it
   */
  public void reject(String why, Instant now) {
    end(DocumentStatus.CANCELLED, "rejected", why, now);
  }

  public void file(Filing where, Instant now) {
    filing = where;
    updatedAt = now;
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

  private void end(DocumentStatus next, String stageNow, String why, Instant now) {
    moveTo(next, now);
    progress = Progress.at(stageNow);
    reason = why;
  }

  private void moveTo(DocumentStatus next, Instant now) {
    status = next;
    updatedAt = now;
  }

  /** Without the one character that PostgreSQL text cannot hold. */
  static String shortened(String from) {
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

  public Lineage lineage() {
    return lineage;
  }

  public String reason() {
    return reason;
  }

  public int chunks() {
    return chunks;
  }

  public List<String> tags() {
    return List.of(tags);
  }

  /** Who may read it, as marks of {@link Reader}. */
  public List<String> readers() {
    return List.of(readers);
  }

  public Filing filing() {
    return filing;
  }

  /** What the file says of itself. */
  public FileDescription description() {
    return description;
  }

  /** Where its bytes came from; empty if they were uploaded. */
  public String sourceUrl() {
    return sourceUrl;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }
}
