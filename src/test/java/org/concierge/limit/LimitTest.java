package org.concierge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitTest {
  private static final Rate RATE = new Rate(3, Duration.ofSeconds(1));

  @Test
  void theSamePartsAreTheSameLimit() {
    assertThat(Limit.of(RATE, "login", "ann").key())
        .isEqualTo(Limit.of(RATE, "login", "ann").key());
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertThat(Limit.of(RATE, "a", "bc").key()).isNotEqualTo(Limit.of(RATE, "ab", "c").key());
    assertThat(Limit.of(RATE, "a", "b").key()).isNotEqualTo(Limit.of(RATE, "b", "a").key());
    assertThat(Limit.of(RATE, "a, 1:b").key()).isNotEqualTo(Limit.of(RATE, "a", "b").key());
  }

  @Test
  void theKeySaysNothing() {
    assertThat(Limit.of(RATE, "ann@acme.example").key()).hasSize(32);
  }

  @Test
  void aRateThatLetsNothingThroughIsNone() {
    assertThatThrownBy(() -> new Rate(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
