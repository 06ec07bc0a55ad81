package org.concierge.ingestion;

import java.time.Duration;

/**
 * Where a document stands in its tenant's queue.
 *
 * @param position 1 for the next one, 0 if somebody works on it
 * @param pace from one document of the tenant's to the next, lately; zero if nothing is known
 * @param worked for how long it is worked on
 */
public record QueuePlace(int position, Duration pace, Duration worked) {
  /**
   * How long it will take, at the pace of lately.
   *
   * @param part of the work that is done, from 0 to 1
   * @return null if nothing is known
   */
  public Long etaSeconds(double part) {
    if (position > 0) {
      return pace.isZero() ? null : Math.max(1, Math.round(position * pace.toMillis() / 1000.0));
    }
    // The first seconds say little, and the last ones are known.
    return part < 0.05
        ? null
        : Math.max(1, Math.round(worked.toMillis() / 1000.0 * (1 - part) / part));
  }
}
