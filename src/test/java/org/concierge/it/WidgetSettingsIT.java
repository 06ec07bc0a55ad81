package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.it.RouteSamples.PAGE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators say about a widget, and when its pages see it. */
class WidgetSettingsIT {
  private static FurnishedTenant tenant;
  private static Api page;

  @BeforeAll
  static void aTenant() {
    TestInstallation installation = TestInstallation.shared();
    tenant = FurnishedTenant.in(installation, "widget-settings", Map.of());
    page = installation.api().with("Origin", PAGE);
  }

  private static String at(String route, String key) {
    return "/" + route + "?tenant=" + tenant.id() + "&key=" + key;
  }

  private static JsonNode create(Map<String, ?> widget) {
    Answer made = tenant.admin().post("/api/v1/widgets", widget);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json();
  }

  private static String detail(Answer answer) {
    return answer.json().path("detail").asText();
  }

  @Test
  void theSettingsAreCachedUntilTheyChange() {
    JsonNode widget =
        create(Map.of("key", "cached", "allowed_origins", List.of(PAGE), "greeting", "Hello"));
    Answer first = page.get(at("widget-config", "cached"));
    Answer same =
        page.with("If-None-Match", first.header("ETag")).get(at("widget-config", "cached"));
    tenant
        .admin()
        .patch("/api/v1/widgets/" + widget.path("id").asText(), Map.of("greeting", "Welcome"));
    Answer changed =
        page.with("If-None-Match", first.header("ETag")).get(at("widget-config", "cached"));

    assertThat(first.json().path("greeting").asText()).isEqualTo("Hello");
    assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=45");
    assertThat(same.status()).isEqualTo(304);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("version").asInt()).isEqualTo(2);
    assertThat(changed.text()).contains("Welcome").doesNotContain("instructions", "origins");
  }

  @Test
  void aBadSettingIsToldByItsName() {
    Map<String, Object> bad =
        Map.of(
            "colour", "red",
            "theme", "blue",
            "kind", "other",
            "allowed_origins", List.of("https://a.example/path"),
            "logo_url", "javascript:alert(1)",
            "per_address", -1,
            "notify_email", "nobody",
            "key", "Not A Key");
    bad.forEach(
        (field, value) -> {
          Answer answer = tenant.admin().post("/api/v1/widgets", Map.of(field, value));
          assertThat(answer.status()).as(field).isEqualTo(400);
          assertThat(detail(answer)).contains('"' + field + '"');
        });
  }

  @Test
  void ofTwoChangesAtOnceTheSecondIsRefused() {
    JsonNode widget = create(Map.of("name", "Twice"));
    String path = "/api/v1/widgets/" + widget.path("id").asText();

    assertThat(tenant.admin().patch(path, Map.of("version", 1, "name", "A")).status())
        .isEqualTo(200);
    assertThat(tenant.admin().patch(path, Map.of("version", 1, "name", "B")).status())
        .isEqualTo(409);
  }

  @Test
  void aFormerVersionCanBeInForceAgain() {
    JsonNode widget =
        create(Map.of("name", "First", "suggested_questions", List.of("One?", "Two?")));
    String path = "/api/v1/widgets/" + widget.path("id").asText();
    tenant.admin().patch(path, Map.of("name", "Second", "suggested_questions", List.of()));

    Answer restored = tenant.admin().post(path + "/restore", Map.of("version", 1));
    JsonNode versions = tenant.admin().get(path + "/versions").json().path("items");

    assertThat(restored.json().path("version").asInt()).isEqualTo(3);
    assertThat(restored.json().path("suggested_questions")).hasSize(2);
    assertThat(versions.findValuesAsText("name")).containsExactly("First", "Second", "First");
    assertThat(tenant.admin().post(path + "/restore", Map.of("version", 9)).status())
        .isEqualTo(404);
  }

  @Test
  void aNewTenantHasAWidgetThatNoPageMayUse() {
    JsonNode items = tenant.admin().get("/api/v1/widgets").json().path("items");

    assertThat(items).anyMatch(widget -> widget.path("key").asText().equals("default"));
    assertThat(page.get(at("widget-config", "default")).status()).isEqualTo(403);
  }

  @Test
  void anEndpointThatIsSwitchedOffIsNotThere() {
    FurnishedTenant off =
        FurnishedTenant.in(
            tenant.installation(),
            "widget-off",
            Map.of(
                "ENDPOINT_CUSTOMER_CHAT_ENABLED", "false",
                "ENDPOINT_WIDGET_CONFIG_ENABLED", "false"));
    RouteSamples.widget(off, "customer");
    String query = "?tenant=" + off.id() + "&key=walk-customer";

    assertThat(page.post("/customer-chat" + query, Map.of("message", "Hello")).status())
        .isEqualTo(404);
    assertThat(page.get("/widget-config" + query).status()).isEqualTo(404);
  }
}
