package org.concierge.limit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Slows down whoever fails too often. A try is taken before it is known how it ends, so that many
 * at once are no way around, and given back if it was no failure. A refusal costs nothing. All
 * nodes count together. Thread safe.
 */
public final class Throttle {
  /** Each such try clears away old buckets: seldom enough not to be felt. */
  private static final int CLEARING = 200;

  private final ThrottleRepository buckets;
  private final AtomicInteger tries = new AtomicInteger();

  public Throttle(ThrottleRepository buckets) {
    this.buckets = buckets;
  }

  /**
   * Takes one try of each of the limits, or none.
   *
   * @throws Problem TOO_MANY_REQUESTS that says how long to wait
   */
  public void take(Limit... limits) {
    buckets.take(sorted(limits));
    if (tries.incrementAndGet() % CLEARING == 0) {
      buckets.forget();
    }
  }

  /** As {@link #take}, but says whether there was one. */
  public boolean tryTake(Limit... limits) {
    try {
      take(limits);
      return true;
    } catch (Problem problem) {
      if (problem.type() == ProblemType.TOO_MANY_REQUESTS) {
        return false;
      }
      throw problem;
    }
  }

  /** What was taken was no failure. */
  public void giveBack(Limit... limits) {
    buckets.giveBack(sorted(limits));
  }

  private static List<Limit> sorted(Limit... limits) {
    return Arrays.stream(limits)
        .sorted(Comparator.comparing(Limit::key, Arrays::compareUnsigned))
        .toList();
  }
}
