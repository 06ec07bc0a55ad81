package org.concierge.limit;

import java.util.List;

/** A throttle that slows nobody down. */
public final class OpenThrottle {
  private OpenThrottle() {}

  public static Throttle open() {
    return new Throttle(
        new ThrottleRepository(null) {
          @Override
          void take(List<Limit> limits) {
            // Nobody is stopped.
          }

          @Override
          void giveBack(List<Limit> limits) {
            // Nothing was taken.
          }
        });
  }
}
