package org.concierge.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;

/**
 * A tenant with two documents, two conversations and two users, all of which hold words that nobody
 * else has.
 *
 * @param person an administrator, who has logged in
 * @param canaries words and ids that no answer to another tenant may hold
 * @param modelKey under which its model's requests are found
 */
record FurnishedTenant(
    TestInstallation installation,
    TenantAccess access,
    String documentId,
    String conversationId,
    String sessionId,
    String documentsCursor,
    String sessionsCursor,
    String modelKey,
    TestPerson person,
    List<String> canaries) {

  /** The word that stands for a tenant: in its documents, names, tags, questions and answers. */
  static String canary(String tenant) {
    return "canary" + tenant.replace("-", "") + "bird";
  }

  /** A model of the tenant's own, with short embeddings: nothing is computed in the server. */
  static Map<String, String> settings(TestInstallation installation, String modelKey) {
    return Map.of(
        "EMBEDDING_PROVIDER", "openai",
        "EMBEDDING_DIMENSIONS", "64",
        "OPENAI_API_KEY", modelKey,
        "OPENAI_BASE_URL", installation.fakeModel().baseUrl().toString(),
        "PLAN", "enterprise");
  }

  static FurnishedTenant in(TestInstallation installation, String id, Map<String, String> extra) {
    String word = canary(id);
    String modelKey = "sk-" + id + "-" + word;
    Map<String, String> settings = new HashMap<>(settings(installation, modelKey));
    settings.putAll(extra);
    TenantAccess access = installation.createTenant(id, settings);
    installation.fakeModel().answer(modelKey, "The answer is " + word + "answer [1].");
    Api admin = installation.api().withKey(access.adminKey());
    String document = upload(admin, word + "file.txt", text(word));
    upload(admin, word + "second.txt", "Another paper about the " + word + " and its cage.");
    admin.patch(
        "/api/v1/documents/" + document,
        Map.of("title", word + " title", "tags", List.of("topic:" + word + "tag")));
    String session = word + "session";
    for (String name : List.of(word + "other", session)) {
      admin.post(
          "/api/v1/chat", Map.of("message", "Where is the " + word + "?", "session_id", name));
    }
    JsonNode documents = admin.get("/api/v1/documents?limit=1").json();
    JsonNode sessions = admin.get("/api/v1/admin/sessions?limit=1").json();
    String conversation = sessions.path("items").path(0).path("id").asText();
    String turn =
        admin.get("/api/v1/admin/sessions/" + conversation).json().at("/turns/0/id").asText();
    TestPerson person = TestPerson.in(installation, id, word + "@example.com", Role.ADMIN);
    person.tokens();
    invite(admin, word + "invited@example.com");
    return new FurnishedTenant(
        installation,
        access,
        document,
        conversation,
        session,
        documents.path("next_cursor").asText(),
        sessions.path("next_cursor").asText(),
        modelKey,
        person,
        List.of(word, document, conversation, turn, person.id()));
  }

  /** The invitation, with its link. */
  static JsonNode invite(Api admin, String email) {
    return admin.post("/api/v1/users", Map.of("email", email)).json();
  }

  private static String text(String word) {
    return "The report about the " + word + ".\n\nThe " + word + " lives in the garden.";
  }

  /** Returns when it can be searched. */
  static String upload(Api admin, String filename, String text) {
    JsonNode upload =
        admin.upload("/api/v1/upload", Api.Part.file(filename, text)).json().at("/documents/0");
    String id = upload.path("id").asText();
    await()
        .alias(upload.toString())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> admin.get("/api/v1/documents/" + id).json().path("status").asText(),
            "READY"::equals);
    return id;
  }

  String id() {
    return access.id();
  }

  String word() {
    return canary(id());
  }

  Api admin() {
    return installation.api().withKey(access.adminKey());
  }

  Api chat() {
    return installation.api().withKey(access.chatKey());
  }

  /** By the scopes that each gives. */
  Map<String, Api> keys() {
    return Map.of(
        "admin", admin(),
        "chat", chat(),
        "upload", installation.api().withKey(access.uploadKey()));
  }
}
