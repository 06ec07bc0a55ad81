package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concierge.it.Api;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;

/** A tenant whose documents are public, with a model of its own and widgets on somebody's pages. */
final class WidgetStage {
  private final TestInstallation installation;
  private final TenantAccess access;
  private final String modelKey;
  private final Api admin;

  WidgetStage(TestInstallation installation, String name) {
    this.installation = installation;
    String id = Stage.fresh(name);
    modelKey = "sk-" + id;
    access =
        installation.createTenant(
            id,
            Map.of(
                "TENANT_NAME", "Acme Corporation",
                "EMBEDDING_PROVIDER", "openai",
                "EMBEDDING_DIMENSIONS", "64",
                "OPENAI_API_KEY", modelKey,
                "OPENAI_BASE_URL", installation.fakeModel().baseUrl().toString()));
    admin = installation.api().withKey(access.adminKey());
  }

  String id() {
    return access.id();
  }

  Api admin() {
    return admin;
  }

  /** What the model says to whatever is asked. */
  void answer(String text) {
    installation.fakeModel().answer(modelKey, text);
  }

  /** How the model behaves, as {@code FakeModel} reads it. */
  void behave(String how) {
    installation.fakeModel().behave(modelKey, how);
  }

  /** A document that everybody may read; its id, as soon as it can be asked. */
  String publish(String filename, String text) {
    return upload(filename, text, "public");
  }

  String upload(String filename, String text, String reader) {
    String id =
        admin
            .upload("/api/v1/upload", Api.Part.file(filename, text))
            .json()
            .at("/documents/0/id")
            .asText();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> admin.get("/api/v1/documents/" + id).json().path("status").asText(),
            "READY"::equals);
    admin.patch("/api/v1/documents/" + id, Map.of("readers", List.of(reader)));
    return id;
  }

  /** A widget for pages of the origin; its id. */
  String widget(String key, String origin, Map<String, ?> more) {
    Map<String, Object> widget =
        new HashMap<>(Map.of("key", key, "allowed_origins", List.of(origin), "per_address", 0));
    widget.putAll(more);
    var made = admin.post("/api/v1/widgets", widget);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json().path("id").asText();
  }
}
