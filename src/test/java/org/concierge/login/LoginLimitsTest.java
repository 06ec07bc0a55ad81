package org.concierge.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.concierge.limit.Rate;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {
  @Test
  void eachLimitHasItsRate() {
    assertThat(LoginLimits.ofAccountAt("ann", "192.0.2.1").rate())
        .isEqualTo(new Rate(10, Duration.ofSeconds(30)));
    assertThat(LoginLimits.ofAddress("192.0.2.1").rate())
        .isEqualTo(new Rate(30, Duration.ofSeconds(2)));
    assertThat(LoginLimits.ofAccount("ann").rate())
        .isEqualTo(new Rate(50, Duration.ofHours(1).dividedBy(50)));
  }

  @Test
  void addressesOfVersionFourCountEach() {
    assertThat(LoginLimits.network("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(LoginLimits.network("192.0.2.1")).isNotEqualTo(LoginLimits.network("192.0.2.2"));
  }

  @Test
  void addressesOfVersionSixCountByNetwork() {
    assertThat(LoginLimits.network("2001:db8::1"))
        .isEqualTo(LoginLimits.network("2001:db8:0:0:ffff:1:2:3"))
        .isNotEqualTo(LoginLimits.network("2001:db8:0:1::1"));
    assertThat(LoginLimits.network("fe80::1%eth0")).isEqualTo(LoginLimits.network("fe80::2"));
  }

  @Test
  void anAddressOfVersionFourInOneOfSixIsThatAddress() {
    assertThat(LoginLimits.network("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
  }

  @Test
  void whatIsNoAddressIsTakenAsItIs() {
    assertThat(LoginLimits.network("not:an:address")).isEqualTo("not:an:address");
  }
}
