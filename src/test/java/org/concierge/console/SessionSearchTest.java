package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionSearchTest {
  private static SessionSearch of(Map<String, String> address) {
    return new SessionSearch(address::get);
  }

  @Test
  void theLastDayBelongsToWhatIsAskedFor() {
    SessionSearch search = of(Map.of("from", "2026-03-01", "to", "2026-03-31"));

    assertThat(search.listing("from")).isEqualTo("2026-03-01");
    assertThat(search.listing("to")).isEqualTo("2026-04-01");
    assertThat(search.query("")).contains("2026-03-31");
    assertThat(search.table()).contains("2026-04-01").doesNotContain("2026-03-31");
  }

  @ParameterizedTest
  @CsvSource({
    "from, 31.3.2026",
    "to, soon",
    "rating, 5",
    "unanswered, yes",
    "channel, fax",
    "from, 0001-01-01"
  })
  void whatMakesNoSenseAsksForNothing(String name, String value) {
    SessionSearch search = of(Map.of(name, value));

    assertThat(search.listing(name)).isEmpty();
    assertThat(search.isOpen()).isTrue();
  }

  @Test
  void whatIsNoFilterIsNotPassedOn() {
    assertThat(of(Map.of("format", "csv")).listing("format")).isNull();
  }
}
