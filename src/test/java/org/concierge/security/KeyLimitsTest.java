package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.security.ApiKeys.Known;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;

class KeyLimitsTest {
  private Instant now = Instant.parse("2030-01-01T12:00:00Z");
  private final KeyLimits limits =
      new KeyLimits(
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  @Test
  void aKeyWithoutLimitsIsNotLimited() {
    Known key = key(OptionalInt.empty(), Set.of());

    assertThatCode(
            () -> IntStream.range(0, 10_000).forEach(i -> limits.check(key, "https://a.example")))
        .doesNotThrowAnyException();
  }

  @Test
  void aMinutesRequestsMayComeAtOnceAndThenAtTheirPace() {
    Known key = key(OptionalInt.of(60), Set.of());

    assertThat(taken(key, 100)).isEqualTo(60);
    now = now.plusMillis(999);
    assertThat(taken(key, 1)).isZero();
    now = now.plusMillis(1);
    assertThat(taken(key, 2)).isEqualTo(1);
    now = now.plus(Duration.ofHours(1));
    assertThat(taken(key, 100)).as("no more than a minute's").isEqualTo(60);
  }

  @Test
  void whoComesTooOftenIsToldWhenToComeAgain() {
    Known key = key(OptionalInt.of(6), Set.of());
    taken(key, 6);

    Problem problem = catchThrowableOfType(Problem.class, () -> limits.check(key, null));

    assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(problem.retryAfter()).hasValue(Duration.ofSeconds(10));
  }

  @Test
  void aBurstOfThreadsGetsNoMore() {
    Known key = key(OptionalInt.of(50), Set.of());

    long taken = IntStream.range(0, 500).parallel().filter(i -> taken(key, 1) == 1).count();

    assertThat(taken).isEqualTo(50);
  }

  @Test
  void aClockThatIsPutBackGivesNothing() {
    Known key = key(OptionalInt.of(2), Set.of());
    taken(key, 2);
    now = now.minus(Duration.ofHours(1));

    assertThat(taken(key, 1)).isZero();
  }

  @Test
  void keysAreCountedEachForItself() {
    Known one = key(OptionalInt.of(1), Set.of());
    Known other = key(OptionalInt.of(1), Set.of());

    assertThat(taken(one, 2)).isEqualTo(1);
    assertThat(taken(other, 2)).isEqualTo(1);
  }

  @Test
  void anotherOriginIsRefusedAndNotCounted() {
    Known key = key(OptionalInt.of(1), Set.of("https://shop.example"));

    for (String origin : Set.of("null", "", "https://evil.example", "https://shop.example.evil")) {
      Problem problem = catchThrowableOfType(Problem.class, () -> limits.check(key, origin));
      assertThat(problem.type()).as(origin).isEqualTo(ProblemType.FORBIDDEN);
    }
    assertThatCode(() -> limits.check(key, "https://shop.example")).doesNotThrowAnyException();
  }

  private int taken(Known key, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += catchThrowableOfType(Problem.class, () -> limits.check(key, null)) == null ? 1 : 0;
    }
    return taken;
  }

  private static Known key(OptionalInt perMinute, Set<String> origins) {
    return new Known(
        Principal.ofKey(UUID.randomUUID(), "ck_1", new TenantId("acme"), Set.of(Scope.CHAT)),
        perMinute,
        origins);
  }
}
