package org.concierge.ingestion;

/** The work is not wanted any more: cancelled, deleted, asked for anew, or the node ends. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Stopped() {
    super("not wanted any more", null, false, false);
  }
}
