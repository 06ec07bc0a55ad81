package org.concierge.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.concierge.limit.Quota.Left;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Counts requests, on all nodes together. Who was told to wait is told so again without a look at
 * the database, until that time is over. Thread safe.
 */
public final class RequestRates {
  /** Each such request clears away old buckets: seldom enough not to be felt. */
  private static final int CLEARING = 1_000;

  private final ThrottleRepository buckets;
  private final Clock clock;
  private final AtomicInteger requests = new AtomicInteger();
  private final Cache<ByteBuffer, Instant> refused =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  public RequestRates(ThrottleRepository buckets, Clock clock) {
    this.buckets = buckets;
    this.clock = clock;
  }

  /**
   * Takes one request of each quota, or none.
   *
   * @return what is left where least is; empty without any quota, which costs nothing
   * @throws Problem TOO_MANY_REQUESTS that names the quota and the time to wait
   */
  public Optional<Left> take(List<Quota> quotas) {
    if (quotas.isEmpty()) {
      return Optional.empty();
    }
    quotas.forEach(this::refuseAgain);
    List<Left> left = buckets.take(quotas.toArray(Quota[]::new));
    if (requests.incrementAndGet() % CLEARING == 0) {
      buckets.forget();
    }
    Left longest = left.stream().max(Comparator.comparing(Left::delay)).orElseThrow();
    if (!longest.delay().isZero()) {
      refused.put(key(longest.quota()), clock.instant().plus(longest.delay()));
      throw refusal(longest);
    }
    return left.stream().min(Comparator.comparing(Left::remaining));
  }

  private void refuseAgain(Quota quota) {
    Instant until = refused.getIfPresent(key(quota));
    if (until != null && until.isAfter(clock.instant())) {
      Duration wait = Duration.between(clock.instant(), until);
      throw refusal(new Left(quota, 0, wait, wait));
    }
  }

  private static ByteBuffer key(Quota quota) {
    return ByteBuffer.wrap(quota.limit().key());
  }

  private static Problem refusal(Left left) {
    Quota quota = left.quota();
    return new Problem(
            ProblemType.TOO_MANY_REQUESTS,
            "This " + quota.of() + " may make " + quota.perMinute() + " requests a minute.")
        .retryAfter(left.delay().plusMillis(999))
        .with(headers(left));
  }

  /** As the draft "RateLimit header fields for HTTP" names them. */
  public static Map<String, String> headers(Left left) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("RateLimit-Limit", String.valueOf(left.quota().perMinute()));
    headers.put("RateLimit-Remaining", String.valueOf(left.remaining()));
    headers.put("RateLimit-Reset", String.valueOf(left.reset().plusMillis(999).toSeconds()));
    headers.put(
        "RateLimit-Policy", left.quota().perMinute() + ";w=60;name=\"" + left.quota().of() + "\"");
    return headers;
  }
}
