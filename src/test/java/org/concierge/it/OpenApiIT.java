package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The description of the API is that of the server that gives it. */
class OpenApiIT {
  private static TestTenant tenant;
  private static JsonNode api;

  @BeforeAll
  static void aStrangerReadsTheDescription() {
    TestInstallation installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "openapi", Map.of());
    Answer answer = installation.api().get("/api/v1/openapi.yaml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/yaml");
    api = Api.JSON.valueToTree(new Yaml().load(answer.text()));
  }

  @Test
  void everyRouteOfTheServerIsInItAndNoOther() {
    Set<String> served = new TreeSet<>();
    for (JsonNode route : tenant.admin().get("/api/v1/routes").json().path("items")) {
      served.add(route.path("method").asText() + " " + route.path("path").asText());
    }
    Set<String> described = new TreeSet<>();
    api.path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        verb ->
                            described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(described).hasSizeGreaterThan(80).isEqualTo(served);
  }

  @Test
  void everyReferenceLeadsToASchema() {
    List<String> references = new ArrayList<>();
    references(api, references);

    assertThat(references).hasSizeGreaterThan(80);
    for (String reference : references) {
      assertThat(api.at(reference.substring(1)).path("type").asText())
          .as(reference)
          .isEqualTo("object");
    }
  }

  @Test
  void whatIsAskedAndAnsweredIsDescribed() {
    JsonNode chat = api.at("/paths/~1api~1v1~1chat/post");

    assertThat(chat.path("description").asText()).isEqualTo("Scopes: chat");
    assertThat(chat.at("/requestBody/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/ChatRequest");
    assertThat(chat.at("/responses/2XX/content").has("text/event-stream")).isTrue();
    assertThat(api.at("/components/schemas/ChatAnswer/properties/context_used/type").asText())
        .isEqualTo("boolean");
    assertThat(api.at("/paths/~1api~1v1~1documents~1{id}/get/parameters/0/required").asBoolean())
        .isTrue();
    assertThat(api.at("/paths/~1api~1v1~1auth~1login/post/security").size()).isZero();
    for (String asked : new String[] {"chat", "customer-chat"}) {
      assertThat(
              api.at("/paths/~1api~1v1~1" + asked + "/post/responses/2XX/content")
                  .at("/application~1json/schema/$ref")
                  .asText())
          .as(asked)
          .isEqualTo("#/components/schemas/ChatAnswer");
    }
  }

  @Test
  void theFormerAddressOfTheConsoleLeadsToTheNewOne() {
    Answer answer = tenant.installation().api().get("/admin-dashboard?tenant=" + tenant.id());

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).contains("/dashboard").contains("tenant=" + tenant.id());
  }

  private static void references(JsonNode node, List<String> found) {
    if (node.has("$ref")) {
      found.add(node.path("$ref").asText());
    }
    node.forEach(child -> references(child, found));
  }
}
