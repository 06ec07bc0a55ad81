package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.Api.Part;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator makes collections and connectors, and looks what a question finds. */
class CataloguePagesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String MARKUP = "<img src=x onerror=alert(1)>";

  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static TenantAccess acme;
  private static TenantAccess globex;

  private final List<String> alerts = new ArrayList<>();
  private Visitor admin;

  @BeforeAll
  static void cast() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    Map<String, String> settings =
        Map.of(
            "EMBEDDING_PROVIDER", "openai",
            "OPENAI_API_KEY", "sk-catalogue",
            "OPENAI_BASE_URL", installation.fakeModel().baseUrl().toString());
    acme = installation.createTenant(Stage.fresh("catalogue-acme"), settings);
    globex = installation.createTenant(Stage.fresh("catalogue-globex"), settings);
    people = new People(installation);
    people.create(acme.id(), "ada@catalogue.example", "Ada", Role.ADMIN);
  }

  @AfterAll
  static void end() {
    people.close();
    chromium.close();
  }

  @BeforeEach
  void enter() {
    admin =
        new Visitor(installation, chromium.stranger()).signIn(acme.id(), "ada@catalogue.example");
    admin
        .page()
        .onDialog(
            dialog -> {
              alerts.add(dialog.message());
              dialog.dismiss();
            });
  }

  @AfterEach
  void leave() {
    assertThat(admin.complaints()).isEmpty();
    assertThat(alerts).isEmpty();
    admin.close();
  }

  @Test
  void collectionsAreMadeMovedAndDeleted() {
    create("Handbooks", "");
    create("Drafts " + MARKUP, "Handbooks");
    assertThat(admin.page().locator("#collections").innerText())
        .contains("Handbooks/Drafts " + MARKUP, "group:hr");

    admin.link("Handbooks/Drafts " + MARKUP).click();
    admin.type("Name", "Old drafts");
    admin.press("Save");
    assertThat(admin.text()).contains("Handbooks/Old drafts is saved.");

    admin.link("Handbooks").click();
    assertThat(admin.button("Delete collection").isDisabled()).isTrue();
    admin.type("Type Handbooks to delete", "Handbooks");
    admin.press("Delete collection");
    assertThat(admin.text()).contains("Handbooks is deleted.");
    assertThat(admin.page().locator("#collections a").allInnerTexts())
        .contains("Old drafts")
        .doesNotContain("Handbooks");
  }

  private void create(String name, String parent) {
    admin.link("Collections").click();
    admin.page().locator("details#create > summary").click();
    admin.type("Name", name);
    admin.page().locator("#parent").selectOption(new SelectOption().setIndex(0));
    if (!parent.isEmpty()) {
      admin.page().locator("#parent").selectOption(new SelectOption().setLabel(parent));
    }
    admin.type("Who may read it", "group:hr, tenant");
    admin.press("Create collection");
    assertThat(admin.text()).contains(name + " is created.");
  }

  @Test
  void anothersCollectionAndConnectorAreNotFound() {
    String foreign =
        installation
            .api()
            .withKey(globex.adminKey())
            .post("/api/v1/collections", Map.of("name", "Secret plans"))
            .json()
            .path("id")
            .asText();
    assertThat(admin.open("/dashboard/collection.xhtml?id=" + foreign)).isEqualTo(404);
    assertThat(admin.text()).doesNotContain("Secret plans");
    assertThat(admin.open("/dashboard/connector.xhtml?id=" + foreign)).isEqualTo(404);
  }

  @Test
  void aConnectorSaysWhatIsWrongAndIsRemoved() {
    admin.link("Connectors").click();
    assertThat(admin.text()).contains("No connectors yet");
    admin.page().locator("details#create > summary").click();
    admin.type("Name", "Shelf");
    admin.type("Address", "nowhere");
    admin.press("Add connector");
    assertThat(admin.text()).contains("must be an address");

    admin.type("Address", "http://127.0.0.1:20999/shelf/");
    admin.type("Password or secret key", "hunter2");
    admin.press("Add connector");
    assertThat(admin.text()).contains("Shelf is added.");
    await()
        .atMost(SOON)
        .until(
            () -> {
              admin.link("Connectors").click();
              return admin.page().locator("#connectors").innerText().contains("Failed");
            });
    admin.link("Shelf").click();
    assertThat(admin.page().content()).doesNotContain("hunter2");
    admin.press("Bring into step now");
    assertThat(admin.text()).contains("It begins in a moment.");
    admin.type("Type Shelf to delete", "Shelf");
    admin.press("Remove connector");
    assertThat(admin.text()).contains("Shelf is removed.", "No connectors yet");
  }

  @Test
  void whatAQuestionFindsIsShownWithItsScores() {
    String id =
        installation
            .api()
            .withKey(acme.uploadKey())
            .upload("/api/v1/upload", Part.file("mill.txt", "The mill is blue. " + MARKUP))
            .json()
            .at("/documents/0/id")
            .asText();
    await()
        .atMost(SOON)
        .until(
            () ->
                installation
                    .api()
                    .withKey(acme.adminKey())
                    .get("/api/v1/documents/" + id)
                    .text()
                    .contains("\"READY\""));

    admin.link("Playground").click();
    admin.press("Find passages");
    assertThat(admin.text()).contains("Type a question");
    admin.type("Question", "The mill is blue");
    admin.press("Find passages");

    assertThat(admin.page().locator("#passages tbody tr").count()).isEqualTo(1);
    assertThat(admin.page().locator("#passages tbody tr").innerText()).contains("mill", "used");
    assertThat(admin.address()).doesNotContain("blue");
    admin.page().locator("#passages summary").click();
    assertThat(admin.page().locator("#passages .passage").innerText()).contains(MARKUP);
    admin.link("mill").click();
    assertThat(admin.path()).isEqualTo("/dashboard/document.xhtml");
  }
}
