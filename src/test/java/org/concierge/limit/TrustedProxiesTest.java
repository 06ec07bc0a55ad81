package org.concierge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      new TrustedProxies(List.of("10.0.0.0/8", "127.0.0.1", "fd00::/8"));

  @ParameterizedTest
  @CsvSource(
      value = {
        "203.0.113.7 |                              | 203.0.113.7",
        "203.0.113.7 | 198.51.100.1                 | 203.0.113.7",
        "10.1.2.3    | 203.0.113.7                  | 203.0.113.7",
        "10.1.2.3    | 198.51.100.1,203.0.113.7     | 203.0.113.7",
        "10.1.2.3    | 203.0.113.7,10.9.9.9         | 203.0.113.7",
        "10.1.2.3    | 127.0.0.1,10.9.9.9           | 127.0.0.1",
        "10.1.2.3    | somebody.example             | 10.1.2.3",
        "10.1.2.3    | 203.0.113.7,somebody.example | 10.1.2.3",
        "fd00::1     | 2001:db8::5                  | 2001:db8:0:0:0:0:0:5",
        "11.0.0.1    | 203.0.113.7                  | 11.0.0.1"
      },
      delimiter = '|')
  void theLastHopThatIsNoProxyOfOursIsTheCaller(String peer, String hops, String client) {
    List<String> written = hops == null ? List.of() : List.of(hops.split(","));

    assertThat(proxies.client(peer, written)).isEqualTo(client);
  }

  @Test
  void withoutProxiesNobodyCanSayWhoCalls() {
    assertThat(new TrustedProxies(List.of()).client("10.1.2.3", List.of("203.0.113.7")))
        .isEqualTo("10.1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "", "1"})
  void whatIsNoAddressIsOneClearLine(String text) {
    assertThatThrownBy(() -> new TrustedProxies(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CONCIERGE_TRUSTED_PROXIES");
  }
}
