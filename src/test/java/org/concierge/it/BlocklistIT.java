package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who tries keys until one fits is turned away, and nobody else. */
class BlocklistIT {
  private static final String DOCUMENTS = "/api/v1/documents";

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "blocklist", Map.of());
  }

  @Test
  void tenDifferentKeysThatFailBlockTheirAddressForStrangers() {
    for (int i = 0; i < 10; i++) {
      assertThat(from("203.0.113.10", "ck_guess_number_" + i).status()).as("" + i).isEqualTo(401);
    }

    Answer blocked = from("203.0.113.10", "ck_guess_number_11");
    assertThat(blocked.status()).isEqualTo(429);
    assertThat(Integer.parseInt(blocked.header("Retry-After"))).isBetween(800, 900);
    assertThat(from("203.0.113.10", tenant.access().chatKey()).status())
        .as("who is known, from the same address")
        .isEqualTo(200);
    assertThat(from("203.0.113.11", "ck_guess_number_11").status())
        .as("another address")
        .isEqualTo(401);
  }

  @Test
  void anOldKeyThatIsTriedOnAndOnBlocksItselfAlone() {
    for (int i = 0; i < 10; i++) {
      from("203.0.113.20", "ck_an_old_key");
    }

    assertThat(from("203.0.113.20", "ck_an_old_key").status()).isEqualTo(429);
    assertThat(from("203.0.113.20", "ck_another_key").status()).isEqualTo(401);
  }

  @Test
  void whoReadsTheMetricsAgainAndAgainIsNoGuesser() {
    Api scraper = installation.api().with("X-Forwarded-For", "203.0.113.40");
    for (int i = 0; i < 12; i++) {
      assertThat(scraper.withBearer(TestInstallation.METRICS_TOKEN).get("/api/v1/metrics").status())
          .isEqualTo(200);
    }

    assertThat(from("203.0.113.40", "ck_guess_beside_the_scraper").status()).isEqualTo(401);
    assertThat(from("203.0.113.40", TestInstallation.METRICS_TOKEN).status())
        .as("elsewhere it is a key that nobody knows")
        .isEqualTo(401);
  }

  @Test
  void whatACallerWritesBeforeTheProxyDoesNotHelp() {
    for (int i = 0; i < 10; i++) {
      from("198.51.100." + i + ", 203.0.113.30", "ck_behind_number_" + i);
    }

    assertThat(from("198.51.100.99, 203.0.113.30", "ck_behind_number_99").status()).isEqualTo(429);
  }

  private static Answer from(String forwarded, String key) {
    return installation.api().with("X-Forwarded-For", forwarded).withKey(key).get(DOCUMENTS);
  }
}
