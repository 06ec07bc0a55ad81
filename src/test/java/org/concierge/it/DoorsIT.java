package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAI API and the Model Context Protocol, as other programs speak them. */
class DoorsIT {
  private static final String COMPLETIONS = "/v1/chat/completions";
  private static final String QUESTION = "When does the canteen open on working days?";
  private static final Map<String, Object> ASKED = Map.of("role", "user", "content", QUESTION);

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static String canteen;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.withModel(installation, "doors", Map.of());
    canteen =
        tenant.learn("canteen.txt", "The canteen opens at 11:30 and closes at 14:00 on work days.");
  }

  @BeforeEach
  void theModelIsWell() {
    tenant.modelBehaves("ok");
  }

  @Test
  void aCompletionHasItsSourcesAsAnnotations() {
    JsonNode answer =
        tenant
            .chat()
            .post(COMPLETIONS, Map.of("model", "gpt-4o", "messages", List.of(ASKED)))
            .json();

    assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
    assertThat(answer.path("id").asText()).startsWith("chatcmpl-");
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(answer.at("/choices/0/message/role").asText()).isEqualTo("assistant");
    assertThat(answer.at("/choices/0/message/content").asText()).contains("fake model");
    JsonNode source = answer.at("/choices/0/message/annotations/0/url_citation");
    assertThat(source.path("document_id").asText()).isEqualTo(canteen);
    assertThat(source.path("url").asText()).contains("/api/v1/documents/" + canteen);
    assertThat(answer.at("/usage/total_tokens").asInt())
        .isEqualTo(
            answer.at("/usage/prompt_tokens").asInt()
                + answer.at("/usage/completion_tokens").asInt())
        .isGreaterThan(20);
  }

  @Test
  void aBadKeyIsToldWhereClientsLookForIt() {
    Answer answer =
        installation
            .api()
            .withKey("sk-unknown")
            .post(COMPLETIONS, Map.of("messages", List.of(ASKED)));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().at("/error/message").asText()).contains("credential is unknown");
    assertThat(answer.json().at("/error/type").asText()).isEqualTo("authentication_error");
  }

  @Test
  void aStreamedCompletionEndsWithItsUsageAndDone() {
    Map<String, Object> request =
        Map.of(
            "messages",
            List.of(ASKED),
            "stream",
            true,
            "stream_options",
            Map.of("include_usage", true));
    try (EventStream stream = tenant.chat().stream(COMPLETIONS, request)) {
      List<EventStream.Event> events = stream.rest();

      assertThat(events).extracting(EventStream.Event::name).containsOnly("message");
      assertThat(events.get(events.size() - 1).data()).isEqualTo("[DONE]");
      StringBuilder text = new StringBuilder();
      for (EventStream.Event event : events.subList(0, events.size() - 1)) {
        text.append(event.json().at("/choices/0/delta/content").asText(""));
      }
      assertThat(text.toString()).contains("fake model");
      JsonNode usage = events.get(events.size() - 2).json();
      assertThat(usage.path("choices")).isEmpty();
      assertThat(usage.at("/usage/total_tokens").asInt()).isGreaterThan(20);
    }
  }

  @Test
  void whatTheProgramTellsOfTheConversationReachesTheModel() {
    List<Map<String, Object>> messages =
        List.of(
            Map.of("role", "system", "content", "Answer like a pirate."),
            Map.of("role", "user", "content", "Who cooks in the canteen?"),
            Map.of("role", "assistant", "content", "Mrs Bergmann does."),
            ASKED);
    assertThat(tenant.chat().post(COMPLETIONS, Map.of("messages", messages)).status())
        .isEqualTo(200);

    assertThat(installation.fakeModel().lastPrompt(tenant.key()))
        .contains("Answer like a pirate.", "Mrs Bergmann does.", "and from nothing else");
  }

  @Test
  void aFailureIsToldWhereClientsLookForIt() {
    Answer refused = tenant.chat().post(COMPLETIONS, Map.of("messages", List.of()));
    tenant.modelBehaves("500");
    Answer failed = tenant.chat().post(COMPLETIONS, Map.of("messages", List.of(ASKED)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/error/message").asText()).contains("messages");
    assertThat(refused.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.json().at("/error/type").asText()).isEqualTo("server_error");
  }

  @Test
  void theModelsAreThoseOfTheTenant() {
    JsonNode models = tenant.chat().get("/v1/models").json();

    assertThat(models.path("object").asText()).isEqualTo("list");
    assertThat(models.path("data")).hasSize(2);
    assertThat(models.at("/data/0/owned_by").asText()).isEqualTo(tenant.id());
  }

  @Test
  void embeddingsAreNumbersOrBase64() {
    JsonNode plain =
        tenant.chat().post("/v1/embeddings", Map.of("input", List.of("One", "Two"))).json();
    JsonNode packed =
        tenant
            .chat()
            .post("/v1/embeddings", Map.of("input", "One", "encoding_format", "base64"))
            .json();

    assertThat(plain.path("data")).hasSize(2);
    int length = plain.at("/data/0/embedding").size();
    assertThat(length).isGreaterThan(1);
    byte[] bytes = java.util.Base64.getDecoder().decode(packed.at("/data/0/embedding").asText());
    assertThat(bytes).hasSize(4 * length);
    float first =
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).getFloat();
    assertThat((double) first)
        .isCloseTo(
            plain.at("/data/0/embedding/0").asDouble(), org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void aClientOfTheModelContextProtocolFindsTheTools() {
    JsonNode hello =
        rpc(
            "initialize",
            Map.of(
                "protocolVersion",
                "2025-06-18",
                "capabilities",
                Map.of(),
                "clientInfo",
                Map.of("name", "it", "version", "1")));
    JsonNode tools = rpc("tools/list", Map.of());

    assertThat(hello.at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
    assertThat(hello.at("/result/serverInfo/name").asText()).isEqualTo("concierge");
    assertThat(TestTenant.texts(tools.at("/result/tools"), "name"))
        .containsExactly("search", "ask", "list_documents");
    assertThat(tools.at("/result/tools/0/inputSchema/type").asText()).isEqualTo("object");
  }

  @Test
  void toolsAnswerFromTheTenantsDocuments() {
    JsonNode search = tool("search", Map.of("query", QUESTION, "limit", 1));
    JsonNode ask = tool("ask", Map.of("message", QUESTION));
    JsonNode list = tool("list_documents", Map.of());

    assertThat(search.at("/content/0/text").asText()).contains("opens at 11:30");
    assertThat(search.at("/structuredContent/passages/0/document_id").asText()).isEqualTo(canteen);
    assertThat(ask.at("/content/0/text").asText()).contains("fake model", "canteen.txt");
    assertThat(ask.path("isError").asBoolean(true)).isFalse();
    assertThat(TestTenant.texts(list.at("/structuredContent/documents"), "id")).contains(canteen);
  }

  @Test
  void whatGoesWrongInAToolIsToldToTheModel() {
    assertThat(tool("search", Map.of()).path("isError").asBoolean()).isTrue();
    tenant.modelBehaves("500");
    assertThat(tool("ask", Map.of("message", QUESTION)).path("isError").asBoolean()).isTrue();
  }

  @Test
  void whatTheProtocolDoesNotKnowIsRefused() {
    assertThat(rpc("resources/list", Map.of()).at("/error/code").asInt()).isEqualTo(-32601);
    assertThat(rpc("tools/call", Map.of("name", "delete")).at("/error/code").asInt())
        .isEqualTo(-32602);
    Map<String, Object> notification =
        Map.of("jsonrpc", "2.0", "method", "notifications/initialized");
    assertThat(tenant.chat().post("/mcp", notification).status()).isEqualTo(202);
    assertThat(tenant.chat().get("/mcp").status()).isEqualTo(405);
    assertThat(
            tenant.chat().with("MCP-Protocol-Version", "1999").post("/mcp", notification).status())
        .isEqualTo(400);
  }

  private static JsonNode tool(String name, Map<String, Object> arguments) {
    return rpc("tools/call", Map.of("name", name, "arguments", arguments)).path("result");
  }

  private static JsonNode rpc(String method, Map<String, Object> params) {
    return tenant
        .chat()
        .post("/mcp", Map.of("jsonrpc", "2.0", "id", 7, "method", method, "params", params))
        .json();
  }
}
