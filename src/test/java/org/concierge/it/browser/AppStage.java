package org.concierge.it.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.Answer;
import org.concierge.it.Api;
import org.concierge.it.Api.Part;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.concierge.it.browser.Chromium.Look;

/** A tenant whose people ask at the chat page, and the model that answers them. */
final class AppStage implements AutoCloseable {
  private final TestInstallation installation = TestInstallation.shared();
  private final Chromium chromium = new Chromium();
  private final People people = new People(installation);
  private final TenantAccess access;
  private final String modelKey;

  AppStage(String name) {
    String id = Stage.fresh(name);
    modelKey = "sk-" + id;
    access =
        installation.createTenant(
            id,
            Map.of(
                "TENANT_NAME", "Acme Corporation",
                "LLM_PROVIDER", "openai",
                "OPENAI_BASE_URL", installation.fakeModel().baseUrl().toString(),
                "OPENAI_API_KEY", modelKey,
                "PLAN", "enterprise"));
  }

  String tenant() {
    return access.id();
  }

  String url() {
    return installation.url().toString();
  }

  Api admin() {
    return installation.api().withKey(access.adminKey());
  }

  Api chat() {
    return installation.api().withKey(access.chatKey());
  }

  void person(String email, String name, Role role) {
    people.create(tenant(), email, name, role);
  }

  /** From now on the model says this. */
  void answers(String text) {
    installation.fakeModel().answer(modelKey, text);
  }

  /** As the fake model's behaviours are written. */
  void behaves(String how) {
    installation.fakeModel().behave(modelKey, how);
  }

  /** Returns when it can be asked about. */
  String learn(String filename, String text) {
    Answer upload = admin().upload("/api/v1/upload", Part.file(filename, text));
    String id = upload.json().at("/documents/0/id").asText();
    await()
        .alias(upload.toString())
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> admin().get("/api/v1/documents/" + id).json().path("status").asText(),
            "READY"::equals);
    return id;
  }

  Visitor visitor() {
    return visitor(Look.LIGHT, "en");
  }

  Visitor visitor(Look look, String language) {
    return new Visitor(installation, chromium.stranger(look, language));
  }

  /** At the page, by way of the sign-in. */
  ChatPage enter(Visitor visitor, String email) {
    visitor.open("/dashboard/login.xhtml?then=%2Fapp&tenant=" + tenant());
    signIn(visitor, email);
    return new ChatPage(visitor).ready();
  }

  /** Whatever language the page is in. */
  void signIn(Visitor visitor, String email) {
    visitor.page().locator("#email").fill(email);
    visitor.page().locator("#password").fill(People.PASSWORD);
    visitor.page().locator("#sign-in").click();
  }

  @Override
  public void close() {
    people.close();
    chromium.close();
  }
}
