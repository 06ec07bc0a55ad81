package org.concierge.document;

/** Where a document is on its way from an uploaded file to something that can be asked. */
public enum DocumentStatus {
  RECEIVED,
  PROCESSING,
  READY,
  FAILED,
  HELD,
  CANCELLED;

  /** Somebody works on it, or will. */
  public boolean isUnderWay() {
    return this == RECEIVED || this == PROCESSING;
  }
}
