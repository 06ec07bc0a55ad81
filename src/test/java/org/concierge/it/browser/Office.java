package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.Api;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;

/** Two tenants with models of their own, and an administrator of one who looks for scripts. */
final class Office implements AutoCloseable {
  static final String MARKUP = "<img src=x onerror=alert(1)>";

  private final TestInstallation installation = TestInstallation.shared();
  private final Chromium chromium = new Chromium();
  private final People people = new People(installation);
  private final List<String> alerts = new ArrayList<>();
  private int askedToStay;
  private final TenantAccess acme;
  private final TenantAccess globex;

  Office(String name) {
    acme = tenant(name + "-acme");
    globex = tenant(name + "-globex");
    people.create(acme.id(), "ada@office.example", "Ada", Role.ADMIN);
    people.create(acme.id(), "leaver@office.example", "Lee", Role.MEMBER);
  }

  private TenantAccess tenant(String name) {
    String id = Stage.fresh(name);
    return installation.createTenant(
        id,
        Map.of(
            "LLM_PROVIDER",
            "openai",
            "EMBEDDING_PROVIDER",
            "openai",
            "OPENAI_API_KEY",
            "sk-" + id,
            "OPENAI_BASE_URL",
            installation.fakeModel().baseUrl().toString()));
  }

  Visitor administrator() {
    Visitor admin =
        new Visitor(installation, chromium.stranger()).signIn(acme.id(), "ada@office.example");
    admin
        .page()
        .onDialog(
            dialog -> {
              if (dialog.type().equals("beforeunload")) {
                askedToStay++;
                dialog.dismiss();
                return;
              }
              alerts.add(dialog.message());
              dialog.dismiss();
            });
    return admin;
  }

  /** Nothing that somebody wrote has become a script, and nothing was forbidden one. */
  void leave(Visitor admin) {
    assertThat(alerts).isEmpty();
    assertThat(admin.complaints()).isEmpty();
    admin.close();
  }

  /** How often somebody who was about to leave was asked first, and stayed. */
  int askedToStay() {
    return askedToStay;
  }

  TenantAccess acme() {
    return acme;
  }

  Api own() {
    return installation.api().withKey(acme.adminKey());
  }

  Api foreign() {
    return installation.api().withKey(globex.adminKey());
  }

  Api stranger(String key) {
    return installation.api().withKey(key);
  }

  static String made(Api api, String route, Map<String, ?> what) {
    return api.post("/api/v1/" + route, what).json().path("id").asText();
  }

  @Override
  public void close() {
    people.close();
    chromium.close();
  }
}
