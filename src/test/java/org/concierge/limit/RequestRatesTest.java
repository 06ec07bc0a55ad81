package org.concierge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.concierge.limit.Quota.Left;
import org.junit.jupiter.api.Test;

class RequestRatesTest {
  @Test
  void whoHasNoLimitCostsNothing() {
    RequestRates rates = new RequestRates(null, Clock.systemUTC());

    assertThat(rates.take(List.of())).isEmpty();
  }

  @Test
  void theHeadersSayWhatIsLeftOfWhat() {
    Left left =
        new Left(Quota.of("tenant", 100, "acme"), 7, Duration.ZERO, Duration.ofMillis(55_001));

    assertThat(RequestRates.headers(left))
        .containsEntry("RateLimit-Limit", "100")
        .containsEntry("RateLimit-Remaining", "7")
        .containsEntry("RateLimit-Reset", "56")
        .containsEntry("RateLimit-Policy", "100;w=60;name=\"tenant\"");
  }

  @Test
  void aLimitThatWasChangedBeginsAnew() {
    assertThat(Quota.of("key", 3, "a").limit().key())
        .isNotEqualTo(Quota.of("key", 4, "a").limit().key())
        .isNotEqualTo(Quota.of("user", 3, "a").limit().key());
  }
}
