package org.concierge.document;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Which version of what a document is, and which wish for it is the latest. */
@Embeddable
public class Lineage {
  @Column(name = "series_id")
  private UUID seriesId;

  private int version = 1;

  @Column(name = "superseded_by")
  private UUID supersededBy;

  /** Counts what was asked for; work on a former generation changes nothing more. */
  private int generation;

  /** Something else is asked for. */
  void next() {
    generation++;
  }

  /** Grows with each thing that is asked for it: to be read, read again, cancelled. */
  public int generation() {
    return generation;
  }

  /** From now on a version of what the series names. */
  public void join(UUID series, int versionThere) {
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
