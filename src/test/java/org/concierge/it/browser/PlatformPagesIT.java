package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.Api;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator looks after the tenants of an installation, and sees nothing that they hold. */
class PlatformPagesIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MARKUP = Office.MARKUP;
  private static final String OPERATOR = "olga@platform.example";

  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;

  private final List<String> alerts = new ArrayList<>();
  private Visitor operator;

  @BeforeAll
  static void open() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    people = new People(installation);
    people.create("platform", OPERATOR, "Olga", Role.OPERATOR);
  }

  @AfterAll
  static void close() {
    people.close();
    chromium.close();
  }

  @BeforeEach
  void enter() {
    operator = new Visitor(installation, chromium.stranger()).signIn("platform", OPERATOR);
    operator
        .page()
        .onDialog(
            dialog -> {
              alerts.add(dialog.message());
              dialog.dismiss();
            });
  }

  @AfterEach
  void leave() {
    assertThat(alerts).isEmpty();
    assertThat(operator.complaints()).isEmpty();
    operator.close();
  }

  @Test
  void aTenantIsMadeStoppedTakenUpAgainAndErased() {
    assertThat(operator.path()).isEqualTo("/dashboard/platform.xhtml");
    String id = Stage.fresh("made-here");
    operator.page().locator("details#create > summary").click();
    operator.type("Id", "Not An Id");
    operator.press("Make it");
    assertThat(operator.page().locator("#id-note").innerText()).contains("lower-case letters");
    operator.type("Id", "platform");
    operator.press("Make it");
    assertThat(operator.page().locator("#id-note").innerText()).contains("not platform");
    operator.type("Id", id);
    operator.type("Name", "Made " + MARKUP);
    operator.page().locator("#plan").selectOption("premium");
    operator.press("Make it");
    assertThat(operator.title()).isEqualTo("Made " + MARKUP);
    String keys = operator.secret();
    assertThat(keys).contains("ADMIN_API_KEY=ck_", "CHAT_API_KEY=ck_", "UPLOAD_API_KEY=ck_");
    assertThat(operator.page().locator("#health").innerText()).isEqualTo("Reachable");
    assertThat(operator.page().locator("#documents").innerText()).isEqualTo("0");
    assertThat(operator.text()).contains("Premium", "Shared tables");
    Api admin = installation.api().withKey(key(keys, "ADMIN"));
    assertThat(admin.get("/api/v1/documents").status()).isEqualTo(200);

    operator.press("Suspend");
    assertThat(operator.page().locator("#state").innerText()).isEqualTo("Suspended");
    await().atMost(SOON).until(() -> admin.get("/api/v1/documents").status() == 403);
    operator.press("Take up again");
    assertThat(operator.page().locator("#state").innerText()).isEqualTo("Active");
    operator.press("Look again");
    assertThat(operator.text()).contains("Looked at again.");

    assertThat(operator.button("Erase this company").isDisabled()).isTrue();
    operator.type("Type " + id + " to erase", id);
    operator.press("Erase this company");
    assertThat(operator.text()).contains("is being erased");
    await().atMost(SOON).until(() -> rows(id).count() == 0);
    assertThat(operator.open("/dashboard/tenant.xhtml?id=" + id)).isEqualTo(404);
  }

  private static String key(String lines, String kind) {
    return lines
        .lines()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(line.indexOf('=') + 1))
        .findFirst()
        .orElseThrow();
  }

  private Locator rows(String id) {
    operator.open("/dashboard/platform.xhtml?q=" + id);
    return operator.page().locator("#tenants tr[data-tenant='" + id + "']");
  }

  private String line(String id) {
    return String.join(" ", rows(id).allInnerTexts());
  }

  @Test
  void whatIsThereTwiceIsToldAtItsField() {
    String id = Stage.fresh("twice");
    installation.createTenant(id, Map.of());
    operator.page().locator("details#create > summary").click();
    operator.type("Id", id);
    operator.press("Make it");
    assertThat(operator.page().locator("#id-note").innerText()).contains("already");
  }

  @Test
  void aTenantsFiguresAreSeenAndNothingThatItHolds() {
    String id = Stage.fresh("figures");
    TenantAccess access = installation.createTenant(id, Map.of("TENANT_NAME", "Figures " + MARKUP));
    Shelf.fill(installation, access.adminKey());
    people.create(id, "fred@figures.example", "Fred Figures", Role.MEMBER);
    assertThat(line(id)).contains("Figures " + MARKUP, "Active", "Reachable");

    operator.page().locator("#tenants a").first().click();
    assertThat(operator.page().locator("#users").innerText()).isEqualTo("1");
    assertThat(operator.page().locator("#documents").innerText()).isNotEqualTo("0");
    assertThat(operator.page().content())
        .doesNotContain("travel-policy", "fred@figures.example", "Fred Figures");
  }

  @Test
  void oneWhoseDatabaseIsAwayIsSaidToBeAndHoldsUpNobody() {
    String away = Stage.fresh("sick-away");
    String broken = Stage.fresh("sick-broken");
    installation.createTenant(away, Map.of());
    installation.createTenant(broken, Map.of());
    installation.writeSettings(away, Map.of("DB_PORT", "1"));
    installation.writeSettings(broken, Map.of("PLAN", "gold"));
    await().atMost(SOON).until(() -> line(broken).contains("Broken"));
    await().atMost(SOON).until(() -> line(away).contains("Not reachable"));

    operator.open("/dashboard/tenant.xhtml?id=" + away);
    assertThat(operator.page().locator("#why").innerText()).contains("does not answer");
    operator.open("/dashboard/tenant.xhtml?id=" + broken);
    assertThat(operator.page().locator("#problem").innerText()).contains(".env:", "PLAN");
    // Every command of the tests after this one would tell of it.
    installation.writeSettings(broken, Map.of("PLAN", "basic"));
  }

  @Test
  void noPageOfATenantIsTheOperators() {
    for (String page : List.of("index", "documents", "conversations", "users", "keys", "audit")) {
      assertThat(operator.open("/dashboard/" + page + ".xhtml")).as(page).isEqualTo(403);
    }
    assertThat(operator.page().locator("nav.pages a").allInnerTexts())
        .containsExactly("Companies", "Account");
  }
}
