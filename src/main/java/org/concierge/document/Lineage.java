package org.concierge.document;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Which version of what a document is. */
@Embeddable
public class Lineage {
  @Column(name = "series_id")
  private UUID seriesId;

  private int version = 1;

  @Column(name = "superseded_by")
  private UUID supersededBy;

  /** The first of its series, or a later one. */
  void join(UUID series, int versionThere) {
    seriesId = series;
    version = versionThere;
  }

  /** What all its versions have in common; null if it is the only one. */
  public UUID seriesId() {
    return seriesId;
  }

  /** From 1. */
  public int version() {
    return version;
  }

  /** The version that answers in its place; null if none does. */
  public UUID supersededBy() {
    return supersededBy;
  }
}
