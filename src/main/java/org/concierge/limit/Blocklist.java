package org.concierge.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Turns away who tries keys until one fits. A key that fails again and again from one address is
 * blocked there: a program with an old key hurts nobody but itself. An address from which many
 * different keys fail is blocked for strangers; whoever has a good key or is signed in is none.
 * This machine itself is never blocked. Shared by all nodes; thread safe.
 */
public final class Blocklist {
  private static final Logger LOG = System.getLogger(Blocklist.class.getName());
  private static final int MOST = 10;
  private static final Duration LASTING = Duration.ofMinutes(15);

  /** So long one node may not know what another one has blocked. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  /** Each such failure clears away old ones: seldom enough not to be felt. */
  private static final int CLEARING = 200;

  private static final Rate UNUSED = new Rate(MOST, LASTING);

  private final BlockRepository repository;
  private final Clock clock;
  private final AtomicInteger failures = new AtomicInteger();

  /** Until when; in the past for what is not blocked. */
  private final Cache<ByteBuffer, Instant> known =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(REMEMBERED).build();

  public Blocklist(BlockRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * @param credential as it came, or whatever else was to name a tenant
   * @throws Problem TOO_MANY_REQUESTS with the time to wait
   */
  public void check(String address, String credential) {
    check(address, "", credential);
  }

  /**
   * As above.
   *
   * @param origin of the page that asks: one that guesses shuts out itself alone; "" for none
   */
  public void check(String address, String origin, String credential) {
    if (!TrustedProxies.isThisMachine(address)) {
      byte[] pair = key(address, origin, credential);
      Instant until =
          known.get(
              ByteBuffer.wrap(pair),
              key -> clock.instant().plus(repository.left(pair, key(address, origin))));
      Duration left = Duration.between(clock.instant(), until);
      if (left.compareTo(Duration.ZERO) > 0) {
        throw new Problem(
                ProblemType.TOO_MANY_REQUESTS,
                "From this address nobody is let in for a while: too many keys have failed.")
            .retryAfter(left.plusMillis(999))
            .with(Map.of("RateLimit-Limit", String.valueOf(MOST)));
      }
    }
  }

  /** What was given opens no tenant. Never fails: the caller is told that, not this. */
  public void failed(String address, String credential) {
    failed(address, "", credential);
  }

  /** As above, of a page. */
  public void failed(String address, String origin, String credential) {
    try {
      if (!TrustedProxies.isThisMachine(address)) {
        count(address, origin, credential);
      }
    } catch (Problem problem) {
      LOG.log(Level.WARNING, "A failure is not counted: {0}", problem.detail());
    }
  }

  private void count(String address, String origin, String credential) {
    byte[] pair = key(address, origin, credential);
    if (repository.failed(pair, MOST, LASTING) == 1) {
      repository.failed(key(address, origin), MOST, LASTING);
    }
    known.invalidate(ByteBuffer.wrap(pair));
    if (failures.incrementAndGet() % CLEARING == 0) {
      repository.forget(LASTING);
    }
  }

  private static byte[] key(String... parts) {
    return Limit.of(
            UNUSED, Stream.concat(Stream.of("block"), Stream.of(parts)).toArray(String[]::new))
        .key();
  }
}
