package org.concierge.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the id in a route's address can be. A new kind of id needs its line here. */
final class RouteIds {
  private RouteIds() {}

  static String id(Route route, FurnishedTenant owner) {
    if (!route.hasId()) {
      return "";
    }
    if (route.path().endsWith("/release") || route.path().endsWith("/reject")) {
      return HeldDocumentsIT.held(owner.admin());
    }
    return switch (below(route)) {
      case "/documents", "/admin/documents" -> owner.documentId();
      case "/collections" -> collectionId(owner);
      case "/users" -> owner.person().id();
      case "/auth/oidc" -> owner.id();
      case "/auth/logins" -> owner.person().loginId();
      case "/admin/sessions", "/conversations" -> owner.conversationId();
      case "/turns" -> turnId(owner);
      case "/admin/unanswered" -> badTurnId(owner);
      case "/platform/tenants" -> madeFor(owner, "idle-");
      case "/keys" -> keyId(owner);
      case "/keys/clients" -> clientId(owner);
      case "/connectors" -> connectorId(owner);
      case "/widgets" -> widgetId(owner);
      case "/widget-tokens" -> owner.person().id();
      case "/inquiries" -> inquiryId(owner);
      case "/evals" -> setId(owner);
      case "/evals/questions" -> questionId(owner);
      case "/evals/runs" -> runId(owner);
      case "/prompts" -> promptId(owner, route.path().endsWith("/restore"));
      case "/assistants" -> assistantId(owner);
      default -> throw new AssertionError("RouteSamples has no id for " + route.name());
    };
  }

  /** Something of the caller's own that can be deleted. */
  static String spareId(Route route, FurnishedTenant owner) {
    return switch (below(route)) {
      case "/platform/tenants" -> madeFor(owner, "gone-");
      case "/documents" ->
          FurnishedTenant.upload(owner.admin(), "gone.txt", "Gone " + UUID.randomUUID());
      case "/collections" -> collectionId(owner);
      case "/admin/sessions", "/conversations" -> conversationId(owner);
      case "/keys/clients" -> clientId(owner);
      case "/connectors" -> connectorId(owner);
      case "/widgets" -> widgetId(owner);
      case "/widget-tokens" -> owner.person().id();
      case "/inquiries" -> inquiryId(owner);
      case "/evals" -> setId(owner);
      case "/evals/questions" -> questionId(owner);
      case "/prompts" -> promptId(owner, false);
      case "/assistants" -> assistantId(owner);
      case "/keys" -> KeysIT.create(owner.admin(), "gone", List.of("chat")).path("id").asText();
      case "/users" ->
          FurnishedTenant.invite(owner.admin(), UUID.randomUUID() + "@example.com")
              .at("/user/id")
              .asText();
      case "/auth/logins" -> owner.person().loginId();
      default -> throw new AssertionError("RouteSamples has nothing to delete for " + route.name());
    };
  }

  /** Whether the route asks for a state that the caller's things are not in: then it says so. */
  static boolean needsAState(Route route) {
    return Set.of(
            "POST /api/v1/documents/{id}/cancel",
            "POST /api/v1/documents/{id}/versions",
            "POST /api/v1/documents/reindex/back")
        .contains(route.name());
  }

  private static String below(Route route) {
    return route.path().replaceFirst("/\\{.*", "").substring(Route.API.length());
  }

  /** A tenant that nobody needs, to be stopped or erased. */
  private static String madeFor(FurnishedTenant owner, String prefix) {
    String id = prefix + owner.id();
    if (!Files.exists(owner.installation().tenantsFolder().resolve(id))) {
      owner.installation().createTenant(id, Map.of());
    }
    return id;
  }

  /** One that the walk itself does not call with. */
  private static String keyId(FurnishedTenant owner) {
    for (JsonNode key : owner.admin().get("/api/v1/keys").json().path("items")) {
      if (key.path("name").asText().equals("upload")) {
        return key.path("id").asText();
      }
    }
    throw new AssertionError("the tenant has no upload key");
  }

  /** One that nobody else looks for: a conversation without passages costs nothing. */
  private static String conversationId(FurnishedTenant owner) {
    String session = UUID.randomUUID().toString();
    owner.admin().post("/api/v1/chat", Map.of("message", "Hello", "session_id", session));
    return owner.admin().get("/api/v1/conversations?limit=1").json().at("/items/0/id").asText();
  }

  private static String turnId(FurnishedTenant owner) {
    Api admin = owner.installation().api().withKey(owner.access().adminKey());
    Answer session = admin.get("/api/v1/admin/sessions/" + owner.conversationId());
    return session.json().at("/turns/0/id").asText();
  }

  private static String badTurnId(FurnishedTenant owner) {
    String turn = turnId(owner);
    owner.admin().post("/api/v1/turns/" + turn + "/feedback", Map.of("rating", -1));
    return turn;
  }

  private static String collectionId(FurnishedTenant owner) {
    return owner
        .admin()
        .post("/api/v1/collections", Map.of("name", owner.word() + UUID.randomUUID()))
        .json()
        .path("id")
        .asText();
  }

  private static String clientId(FurnishedTenant owner) {
    return owner
        .admin()
        .post(
            "/api/v1/keys/clients",
            Map.of("name", "A program", "redirect_uris", List.of("https://app.example/")))
        .json()
        .path("client_id")
        .asText();
  }

  private static String setId(FurnishedTenant owner) {
    Map<String, ?> set =
        Map.of(
            "name",
            owner.word() + UUID.randomUUID(),
            "questions",
            List.of(Map.of("question", "Where is the " + owner.word() + "?")));
    return owner.admin().post("/api/v1/evals", set).json().path("id").asText();
  }

  private static String questionId(FurnishedTenant owner) {
    String questions = "/api/v1/evals/" + setId(owner) + "/questions";
    return owner.admin().get(questions).json().at("/items/0/id").asText();
  }

  /** Of a run that has ended, so that the next can begin: a tenant has one at a time. */
  private static String runId(FurnishedTenant owner) {
    String runs = "/api/v1/evals/" + setId(owner) + "/runs";
    Answer begun =
        await().until(() -> owner.admin().post(runs, Map.of()), answer -> answer.status() != 409);
    String id = begun.json().path("id").asText();
    await()
        .until(
            () ->
                !owner
                    .admin()
                    .get("/api/v1/evals/runs/" + id)
                    .json()
                    .at("/run/state")
                    .asText()
                    .equals("RUNNING"));
    return id;
  }

  /** A draft, or a version that was published once. */
  private static String promptId(FurnishedTenant owner, boolean former) {
    String id =
        owner
            .admin()
            .post("/api/v1/prompts", Map.of("text", "Be brief, " + owner.word() + "."))
            .json()
            .path("id")
            .asText();
    if (former) {
      String prompt = "/api/v1/prompts/" + id;
      owner.admin().send("POST", prompt + "/publish", BodyPublishers.noBody());
      owner.admin().delete(prompt);
    }
    return id;
  }

  /** By a name that no other tenant has. */
  private static String assistantId(FurnishedTenant owner) {
    String id = "a-" + UUID.randomUUID();
    owner.admin().post("/api/v1/assistants", Map.of("id", id, "name", "An assistant"));
    return id;
  }

  private static String connectorId(FurnishedTenant owner) {
    return owner
        .admin()
        .post("/api/v1/connectors", "{" + RouteSamples.connector() + "}")
        .json()
        .path("id")
        .asText();
  }

  private static String widgetId(FurnishedTenant owner) {
    return owner
        .admin()
        .post("/api/v1/widgets", Map.of("name", "A widget"))
        .json()
        .path("id")
        .asText();
  }

  private static String inquiryId(FurnishedTenant owner) {
    owner
        .installation()
        .api()
        .with("Origin", RouteSamples.PAGE)
        .post(
            "/api/v1/inquiries?tenant=%s&key=%s"
                .formatted(owner.id(), RouteSamples.widget(owner, "customer")),
            Map.of("name", "A", "email", "a@pages.example", "question", owner.word()));
    return owner.admin().get("/api/v1/inquiries?limit=1").json().at("/items/0/id").asText();
  }
}
