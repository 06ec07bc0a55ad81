package org.concierge.limit;

import java.time.Duration;

/**
 * How often something may fail.
 *
 * @param burst at once, from 1
 * @param refill after which one more try comes back, until all have
 */
public record Rate(int burst, Duration refill) {
  public Rate {
    if (burst < 1 || refill.isNegative() || refill.isZero()) {
      throw new IllegalArgumentException("A rate needs a burst and a time.");
    }
  }
}
