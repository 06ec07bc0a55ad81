package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.it.Api;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever is to see to a question without a good answer finds it. */
class AssigningPagesIT {
  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static TenantAccess acme;
  private static TenantAccess globex;
  private static User owner;
  private static Visitor admin;

  @BeforeAll
  static void cast() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    acme = installation.createTenant(Stage.fresh("assign-acme"), Map.of());
    globex = installation.createTenant(Stage.fresh("assign-globex"), Map.of());
    Talk.in(installation, acme);
    people = new People(installation);
    people.create(acme.id(), "ada@review.example", "Ada", Role.ADMIN);
    owner = people.create(acme.id(), "vi@review.example", "Vi", Role.VIEWER);
    admin = new Visitor(installation, chromium.stranger()).signIn(acme.id(), "ada@review.example");
  }

  @AfterAll
  static void end() {
    admin.close();
    people.close();
    chromium.close();
  }

  private static Locator row(String part) {
    return admin.page().locator("tr[data-id]").filter(new Locator.FilterOptions().setHasText(part));
  }

  @Test
  void aQuestionIsAssignedToWhoeverOwnsTheDocumentOrIsNamed() {
    Api api = installation.api().withKey(acme.adminKey());
    String document = api.get("/api/v1/documents").json().at("/items/0/id").asText();
    Map<String, String> owned = Map.of("owner", owner.id().toString());
    assertThat(api.patch("/api/v1/documents/" + document, owned).status()).isEqualTo(200);
    admin.link("Unanswered").click();
    row("Not on Sundays").locator("input").check();
    admin.press("Assign to the owner of the best document");
    assertThat(admin.text()).contains("Assigned to the owners of the documents: 1");
    assertThat(row("Not on Sundays").innerText()).contains("vi@review.example");

    row("Not on Sundays").locator("input").check();
    admin.type("E-mail of a user", "nobody@review.example");
    admin.press("Assign");
    assertThat(admin.page().locator("#assignee-note").innerText()).contains("no such user");
    admin.type("E-mail of a user", "ada@review.example");
    row("Not on Sundays").locator("input").check();
    admin.press("Assign");
    admin.page().locator("#mine").selectOption(new SelectOption().setLabel("Me"));
    admin.press("Search");
    assertThat(admin.page().locator("tr[data-id]").count()).isEqualTo(1);
    assertThat(row("Not on Sundays").innerText()).contains("ada@review.example");
    String turn = row("Not on Sundays").getAttribute("data-id");
    assertThat(admin.address()).contains("mine=true");

    String route = "/api/v1/admin/unanswered";
    assertThat(api.patch(route + "/" + turn, Map.of("assignee", "owner")).status()).isEqualTo(200);
    assertThat(api.get(route + "?assignee=" + owner.id()).json().at("/items/0/assignee").asText())
        .isEqualTo("vi@review.example");
    assertThat(api.get(route + "?assignee=me").json().path("items")).isEmpty();
    assertThat(api.patch(route + "/" + turn, Map.of("assignee", "nobody")).status()).isEqualTo(400);
    Api others = installation.api().withKey(globex.adminKey());
    assertThat(others.patch(route + "/" + turn, Map.of("assignee", "owner")).status())
        .isEqualTo(404);
  }
}
