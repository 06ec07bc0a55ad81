package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.Test;

/**
 * A database that is away; each try fails with an exception of its own, which tells tries apart.
 */
class MigrationsTest {
  private final SteppingClock clock = new SteppingClock();
  private final Migrations migrations = new Migrations(clock);

  @Test
  void aSchemaThatCannotBeBroughtUpToDateMakesItsTenantsUnavailable() {
    Problem problem = failure("one");

    assertThat(problem.type()).isEqualTo(ProblemType.TENANT_UNAVAILABLE);
    assertThat(problem.retryAfter()).contains(Duration.ofSeconds(5));
    assertThat(problem).hasCauseInstanceOf(RuntimeException.class);
    assertThat(migrations.succeeded(placement("one").target())).isFalse();
  }

  @Test
  void theReasonIsForTheLogOnly() {
    assertThat(failure("one").detail())
        .isEqualTo("The database is not available or could not be brought up to date.");
  }

  @Test
  void withinFiveSecondsItIsNotTriedAgain() {
    Throwable first = failure("one").getCause();

    clock.step(Duration.ofMillis(4_999));

    assertThat(failure("one").getCause()).isSameAs(first);
  }

  @Test
  void afterFiveSecondsItIsTriedAgain() {
    Throwable first = failure("one").getCause();

    clock.step(Duration.ofSeconds(5));

    assertThat(failure("one").getCause()).isNotSameAs(first);
  }

  @Test
  void theWaitBeginsWithTheLastTry() {
    failure("one");
    clock.step(Duration.ofSeconds(5));
    Throwable second = failure("one").getCause();

    clock.step(Duration.ofSeconds(4));

    assertThat(failure("one").getCause()).isSameAs(second);
  }

  @Test
  void tenantsOfOneSchemaWaitTogether() {
    assertThat(failure("one").getCause()).isSameAs(failure("one").getCause());
  }

  @Test
  void anotherSchemaIsTriedByItself() {
    assertThat(failure("one").getCause()).isNotSameAs(failure("two").getCause());
  }

  private Problem failure(String schema) {
    return catchThrowableOfType(Problem.class, () -> migrations.ensure(placement(schema), "ragdb"));
  }

  /** No port is 0: the driver fails without asking the network. */
  private static Placement placement(String schema) {
    DatabaseLogin nowhere = new DatabaseLogin("localhost", 0, "ragdb", "u", new Secret("p"));
    return new Placement("java:global/concierge/ragdb", nowhere, nowhere, schema);
  }

  private static final class SteppingClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void step(Duration by) {
      now = now.plus(by);
    }

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
  }
}
