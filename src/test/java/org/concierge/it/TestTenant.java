package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.concierge.it.Api.Part;

/**
 * A tenant of one test class with a client for each of its keys, and what most tests do with them.
 *
 * @param key the API key by which the fake model knows this tenant
 */
record TestTenant(TestInstallation installation, TenantAccess access, String key) {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration INGESTION = Duration.ofSeconds(90);

  /** Embeddings from the fake model, answers by quoting, unless the settings say otherwise. */
  static TestTenant fast(
      TestInstallation installation, String name, Map<String, String> moreSettings) {
    Map<String, String> settings = new HashMap<>();
    settings.put("EMBEDDING_PROVIDER", "openai");
    settings.put("LLM_PROVIDER", "quote");
    settings.putAll(moreSettings);
    return create(installation, name, settings);
  }

  /** Embeddings from the local model, answers from the fake one. */
  static TestTenant withModel(
      TestInstallation installation, String name, Map<String, String> moreSettings) {
    Map<String, String> settings = new HashMap<>();
    settings.put("LLM_PROVIDER", "openai");
    // Shorter than a test waits, longer than a busy machine needs for a new client's first answer.
    settings.put("LLM_TIMEOUT_SECONDS", "20");
    settings.putAll(moreSettings);
    return create(installation, name, settings);
  }

  private static TestTenant create(
      TestInstallation installation, String name, Map<String, String> moreSettings) {
    String id = name + "-" + NUMBER.incrementAndGet();
    Map<String, String> settings = new HashMap<>();
    settings.put("PLAN", "enterprise");
    settings.put("OPENAI_BASE_URL", installation.fakeModel().baseUrl().toString());
    settings.put("OPENAI_API_KEY", "sk-" + id);
    settings.putAll(moreSettings);
    return new TestTenant(installation, installation.createTenant(id, settings), "sk-" + id);
  }

  String id() {
    return access.id();
  }

  Api admin() {
    return installation.api().withKey(access.adminKey());
  }

  Api chat() {
    return installation.api().withKey(access.chatKey());
  }

  Api uploader() {
    return installation.api().withKey(access.uploadKey());
  }

  /** From now on the fake model treats this tenant's requests so. */
  void modelBehaves(String behaviour) {
    installation.fakeModel().behave(key, behaviour);
  }

  /** Uploads files that are all taken; their ids, in the same order. */
  List<String> upload(Part... files) {
    Answer answer = uploader().upload("/api/v1/upload", files);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return texts(answer.json().path("documents"), "id");
  }

  /** Uploads one text and waits until it can be asked; its id. */
  String learn(String filename, String text) {
    String id = upload(Part.file(filename, text)).get(0);
    ready(id);
    return id;
  }

  JsonNode document(String id) {
    return admin().get("/api/v1/documents/" + id).json();
  }

  /** The document when it is READY or FAILED. */
  JsonNode settled(String id) {
    return await()
        .atMost(INGESTION)
        .until(
            () -> document(id),
            document -> status(document).matches("READY|FAILED|HELD|CANCELLED"));
  }

  JsonNode ready(String id) {
    JsonNode document = settled(id);
    assertThat(status(document)).as(document.toString()).isEqualTo("READY");
    return document;
  }

  /** The reason why it could not be read. */
  String failed(String id) {
    JsonNode document = settled(id);
    assertThat(status(document)).as(document.toString()).isEqualTo("FAILED");
    return document.path("reason").asText();
  }

  Answer ask(String message) {
    return ask(Map.of("message", message));
  }

  Answer ask(Map<String, ?> request) {
    return chat().post("/api/v1/chat", request);
  }

  Answer search(String query, int limit) {
    return chat().post("/api/v1/search", Map.of("query", query, "limit", limit));
  }

  /** The last turn of a conversation, as an administrator sees it. */
  JsonNode lastTurn(String session) {
    JsonNode turns = session(session).path("turns");
    return turns.path(turns.size() - 1);
  }

  /** The conversation of that name; it was used lately. */
  JsonNode session(String name) {
    JsonNode items = admin().get("/api/v1/admin/sessions?limit=200").json().path("items");
    String id =
        StreamSupport.stream(items.spliterator(), false)
            .filter(item -> item.path("session_id").asText().equals(name))
            .map(item -> item.path("id").asText())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no session " + name + " in " + items));
    return admin().get("/api/v1/admin/sessions/" + id).json();
  }

  static String status(JsonNode document) {
    return document.path("status").asText();
  }

  /** One member of each item. */
  static List<String> texts(JsonNode items, String member) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.path(member).asText()));
    return texts;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
