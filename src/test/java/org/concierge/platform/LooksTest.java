package org.concierge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.concierge.platform.Look.Health;
import org.concierge.platform.Looks.Library;
import org.concierge.platform.Looks.People;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final TenantId WELL = new TenantId("well");
  private static final TenantId AWAY = new TenantId("away");
  private static final TenantId ODD = new TenantId("odd");

  private final AtomicInteger asked = new AtomicInteger();

  private final Looks.Source source =
      new Looks.Source() {
        @Override
        public Library library(TenantId tenant) {
          asked.incrementAndGet();
          if (tenant.equals(AWAY)) {
            throw Problem.unavailable("The database is not available.", null);
          }
          if (tenant.equals(ODD)) {
            throw new IllegalStateException("A database statement failed.");
          }
          return new Library(12, 3_456);
        }

        @Override
        public People people(TenantId tenant) {
          return new People(7, NOW);
        }
      };

  @Test
  void eachIsSeenAsItIs() {
    Map<TenantId, Look> seen = new Looks(source, Runnable::run, CLOCK).of(List.of(WELL, AWAY, ODD));

    assertThat(seen.get(WELL)).isEqualTo(new Look(NOW, Health.REACHABLE, 12L, 3_456L, 7L, NOW));
    assertThat(seen.get(AWAY)).isEqualTo(new Look(NOW, Health.AWAY, null, null, 7L, NOW));
    assertThat(seen.get(ODD).health()).isEqualTo(Health.FAILING);
  }

  @Test
  void aLookIsTakenAnewWhenItIsForgottenAndNotBefore() {
    Looks looks = new Looks(source, Runnable::run, CLOCK);

    looks.of(List.of(WELL));
    looks.of(List.of(WELL));
    assertThat(asked).hasValue(1);
    looks.forget(WELL);
    looks.of(List.of(WELL));
    assertThat(asked).hasValue(2);
  }

  @Test
  void aDatabaseThatTakesItsTimeDoesNotHoldUpTheOthers() {
    Looks looks = new Looks(source, new Hanging(), CLOCK, Duration.ofMillis(50));

    assertThat(looks.of(List.of(AWAY, WELL))).containsOnlyKeys(WELL);
    assertThat(looks.of(List.of(AWAY))).isEmpty();
  }

  /** The first task never ends. */
  private static final class Hanging implements java.util.concurrent.Executor {
    private boolean first = true;

    @Override
    public void execute(Runnable task) {
      if (first) {
        first = false;
        return;
      }
      task.run();
    }
  }
}
