package org.concierge.document;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How far a document is.
 *
 * @param part of the whole, from 0 to 1
 * @param pagesDone how many are read, where it has pages
 * @param chunksDone how many have their embedding
 */
@Embeddable
public record Progress(
    String stage,
    @Column(name = "progress") float part,
    @Column(name = "pages_done") int pagesDone,
    @Column(name = "chunks_done") int chunksDone) {
  private static final float READ = 0.3f;
  private static final float EMBEDDED = 0.98f;

  /** Before a parser sees it. */
  public static final Progress SCANNING = new Progress("scanning", 0.01f, 0, 0);

  /** At the beginning, or at an end. */
  static Progress at(String stage) {
    return new Progress(stage, stage.equals("ready") ? 1 : 0, 0, 0);
  }

  public static Progress reading(int pagesDone, int pages) {
    float part = pages > 0 ? READ * pagesDone / pages : 0.02f;
    return new Progress("extracting", Math.min(READ, part), pagesDone, 0);
  }

  public static Progress embedding(int pagesRead, int chunksDone, int chunks) {
    float part = READ + (EMBEDDED - READ) * chunksDone / Math.max(1, chunks);
    return new Progress("embedding", part, pagesRead, chunksDone);
  }

  /** As far as this, and held up there. */
  public Progress waiting() {
    return new Progress("waiting", part, pagesDone, chunksDone);
  }
}
