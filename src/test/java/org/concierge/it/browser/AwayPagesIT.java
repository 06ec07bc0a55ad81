package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant's console says while the tenant's own database is away. */
class AwayPagesIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String AWAY = "The database of this company cannot be reached";

  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static String tenant;
  private static Visitor admin;

  @BeforeAll
  static void open() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    people = new People(installation);
    tenant = Stage.fresh("away");
    installation.createTenant(tenant, Map.of());
    people.create(tenant, "ada@away.example", "Ada", Role.ADMIN);
    admin = new Visitor(installation, chromium.stranger()).signIn(tenant, "ada@away.example");
    takeAway();
  }

  @AfterAll
  static void close() {
    admin.close();
    people.close();
    chromium.close();
  }

  private static void takeAway() {
    installation.writeSettings(tenant, Map.of("TENANT_NAME", "Away", "DB_PORT", "1"));
    await()
        .atMost(SOON)
        .until(() -> admin.open("/dashboard/documents.xhtml") == 503 && admin.title().equals(AWAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index",
        "documents",
        "collections",
        "conversations",
        "unanswered",
        "prompts",
        "evaluation",
      })
  void aPageThatNeedsItSaysSoInWordsAndStaysInItsFrame(String page) {
    assertThat(admin.open("/dashboard/" + page + ".xhtml")).isEqualTo(503);
    assertThat(admin.title()).isEqualTo(AWAY);
    assertThat(admin.text())
        .contains("go on working", "Request")
        .doesNotContain("Exception", "org.concierge");
    assertThat(admin.page().locator("nav.pages a").count()).isGreaterThan(15);
    assertThat(admin.page().locator("#tenant").innerText()).contains("Away");
    assertThat(admin.link("Try again").getAttribute("href")).contains("/" + page + ".xhtml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users",
        "keys",
        "audit",
        "settings",
        "widgets",
        "inquiries",
        "protection",
        "data",
        "account"
      })
  void aPageThatDoesNotNeedItWorks(String page) {
    assertThat(admin.open("/dashboard/" + page + ".xhtml")).isEqualTo(200);
    assertThat(admin.page().locator("#request").count()).isZero();
  }

  @Test
  void tryingAgainShowsThePageOnceItIsBack() {
    assertThat(admin.open("/dashboard/index.xhtml?days=7")).isEqualTo(503);
    installation.writeSettings(tenant, Map.of("TENANT_NAME", "Away"));
    try {
      await()
          .atMost(SOON)
          .until(
              () -> {
                admin.link("Try again").click();
                return admin.page().locator("#figures").count() == 1;
              });
      assertThat(admin.address()).contains("days=7");
    } finally {
      takeAway();
    }
  }

  @Test
  void settingsThatCannotBeReadAreSaidToBe() {
    installation.writeSettings(tenant, Map.of("PLAN", "gold"));
    try {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(admin.open("/dashboard/documents.xhtml")).isEqualTo(503);
                assertThat(admin.title()).isEqualTo("The settings of this company cannot be read");
              });
      assertThat(admin.page().locator("nav.pages a").count()).isGreaterThan(15);
    } finally {
      takeAway();
    }
  }
}
