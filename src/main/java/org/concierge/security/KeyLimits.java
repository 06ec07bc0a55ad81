package org.concierge.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.security.ApiKeys.Known;

/**
 * What a living key must still pass: the origins that may use it, its requests a minute (a bucket
 * of tokens, on each node for itself). Thread safe.
 */
public final class KeyLimits {
  private final Clock clock;
  private final Cache<UUID, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofMinutes(2)).build();

  public KeyLimits(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts a request.
   *
   * @param origin the header of that name; null for a program that is no browser
   * @throws Problem FORBIDDEN, or TOO_MANY_REQUESTS with the time to wait
   */
  public void check(Known key, String origin) {
    if (origin != null && !key.origins().isEmpty() && !key.origins().contains(origin)) {
      throw new Problem(ProblemType.FORBIDDEN, "This key cannot be used from that web page.");
    }
    if (key.perMinute().isPresent()) {
      int perMinute = key.perMinute().getAsInt();
      Duration wait =
          buckets
              .get(key.principal().id(), id -> new Bucket(perMinute, clock.instant()))
              .take(perMinute, clock.instant());
      if (!wait.isZero()) {
        throw new Problem(
                ProblemType.TOO_MANY_REQUESTS,
                "This key may make " + perMinute + " requests a minute.")
            .retryAfter(wait);
      }
    }
  }

  /** Full at first: a minute's requests may come at once, then they come at their pace. */
  private static final class Bucket {
    private double tokens;
    private Instant at;

    Bucket(int tokens, Instant at) {
      this.tokens = tokens;
      this.at = at;
    }

    /** Zero if one was taken, otherwise how long until there is one. */
    synchronized Duration take(int perMinute, Instant now) {
      double perMilli = perMinute / 60_000.0;
      long millis = Math.max(0, Duration.between(at, now).toMillis());
      tokens = Math.min(perMinute, tokens + millis * perMilli);
      at = at.plusMillis(millis);
      if (tokens >= 1) {
        tokens--;
        return Duration.ZERO;
      }
      return Duration.ofMillis((long) Math.ceil((1 - tokens) / perMilli));
    }
  }
}
