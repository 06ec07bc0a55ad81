package org.concierge.limit;

import java.time.Duration;

/**
 * How many requests somebody may make.
 *
 * @param of whose they are, as its owner calls it: "tenant", "user", "key"
 */
public record Quota(String of, int perMinute, Limit limit) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * A minute's requests may come at once, then they come at their pace.
   *
   * @param id of whoever it is
   */
  public static Quota of(String of, int perMinute, String id) {
    Rate rate = new Rate(perMinute, MINUTE.dividedBy(perMinute));
    // With another rate it is another limit, which begins anew.
    return new Quota(of, perMinute, Limit.of(rate, "requests", of, id, String.valueOf(perMinute)));
  }

  /**
   * How much of it there is.
   *
   * @param remaining requests that may come at once
   * @param delay until there is one; zero if there is
   * @param reset until all are there again
   */
  public record Left(Quota quota, int remaining, Duration delay, Duration reset) {}
}
