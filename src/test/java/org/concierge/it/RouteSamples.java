package org.concierge.it;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A request that each route of the API takes. A new route needs its line here, and a new kind of id
 * one more: without them the walk over all routes fails.
 */
final class RouteSamples {
  static final String JSON = "application/json";
  static final String FORM = "multipart/form-data; boundary=sample";

  private static final String WITHOUT_BODY =
      "(GET|DELETE) .*|POST .*/(reindex|release|cancel|back|sync|suspend|resume|publish)"
          + "|POST .*/settings/test-(model|embedding|mail)"
          + "|POST .*/prompts/.*/restore";

  /** Of a page with a widget. */
  static final String PAGE = "https://pages.example";

  private RouteSamples() {}

  /**
   * A request's body.
   *
   * @param type "" if the route takes no body
   * @param text with a place, {@code %s}, for whatever names a tenant
   * @param query that the route cannot do without, or ""
   */
  record Sample(String type, String text, String query) {
    Sample(String type, String text) {
      this(type, text, "");
    }

    String in(String given) {
      return query.isEmpty() ? given : given.isEmpty() ? "?" + query : given + "&" + query;
    }

    boolean takesTenant() {
      return !type.isEmpty();
    }
  }

  /** What only pages of a widget's origins may call. */
  private static final Set<String> OF_PAGES =
      Set.of("GET /api/v1/widget-config", "POST /api/v1/customer-chat", "POST /api/v1/inquiries");

  private static final Sample NONE = new Sample("", "");

  private static Sample json(String members) {
    return new Sample(JSON, "{%s" + members + "}");
  }

  /** For the route's method and path, for an unremarkable question to the tenant's documents. */
  static Sample of(Route route, FurnishedTenant caller) {
    return switch (route.name()) {
      case "POST /api/v1/chat" -> json("\"message\": \"Where is the " + caller.word() + "?\"");
      case "POST /api/v1/search" -> json("\"query\": \"" + caller.word() + "\"");
      case "POST /api/v1/keys/clients" ->
          json("\"name\": \"A program\", \"redirect_uris\": [\"https://app.example/\"]");
      case "POST /api/v1/oauth/token" -> token(caller.access().chatKey());
      case "POST /api/v1/keys" -> json("\"name\": \"A key\", \"scopes\": [\"chat\"]");
      case "PATCH /api/v1/keys/{id}" -> json("\"name\": \"upload\"");
      case "POST /api/v1/keys/{id}/rotate" -> json("\"overlap_hours\": 24");
      case "POST /api/v1/users" -> json("\"email\": \"" + UUID.randomUUID() + "@example.com\"");
      case "PATCH /api/v1/users/{id}" -> json("\"department\": \"Sales\"");
      case "POST /api/v1/users/{id}/invitation", "POST /api/v1/users/{id}/logout" -> NONE;
      case "POST /api/v1/platform/tenants" ->
          json("\"id\": \"made-" + UUID.randomUUID().toString().substring(0, 8) + "\"");
      case "DELETE /api/v1/platform/tenants/{id}" ->
          new Sample("", "", "confirm=gone-" + caller.id());
      case "PATCH /api/v1/settings" -> json("\"settings\": {\"TENANT_LANGUAGE\": \"en\"}");
      default -> ofDocuments(route, caller);
    };
  }

  private static Sample ofDocuments(Route route, FurnishedTenant caller) {
    return switch (route.name()) {
      case "PATCH /api/v1/documents/{id}" -> json("\"title\": \"A title\"");
      case "POST /api/v1/documents/bulk" ->
          json("\"action\": \"tag\", \"tags\": [\"a tag\"], \"filter\": {}");
      case "POST /api/v1/collections" ->
          json("\"name\": \"" + caller.word() + UUID.randomUUID() + "\"");
      case "PATCH /api/v1/collections/{id}" -> json("\"description\": \"Whatever\"");
      case "POST /api/v1/upload" -> upload();
      case "GET /api/v1/media-info" ->
          new Sample("", "", "url=" + caller.installation().url() + "/api/v1/health/live");
      case "POST /api/v1/documents/{id}/versions" -> json("\"replaces\": \"none\"");
      case "POST /api/v1/documents/{id}/reject" -> json("\"reason\": \"Not ours\"");
      case "POST /api/v1/connectors" -> json(connector());
      default -> ofDoor(route, caller);
    };
  }

  /** Where other programs' clients knock. */
  private static Sample ofDoor(Route route, FurnishedTenant caller) {
    return switch (route.name()) {
      case "POST /api/v1/v1/chat/completions" ->
          json(
              "\"messages\": [{\"role\": \"user\", \"content\": \"Where is the "
                  + caller.word()
                  + "?\"}]");
      case "PATCH /api/v1/conversations/{id}" -> json("\"title\": \"Another title\"");
      case "POST /api/v1/turns/{id}/feedback" -> json("\"rating\": 1");
      case "POST /api/v1/v1/embeddings" -> json("\"input\": \"" + caller.word() + "\"");
      case "POST /api/v1/mcp" ->
          json(
              "\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\":"
                  + " {\"name\": \"search\", \"arguments\": {\"query\": \""
                  + caller.word()
                  + "\"}}");
      default -> ofWidget(route, caller);
    };
  }

  /** Where the pages of others call, and what they show. */
  private static Sample ofWidget(Route route, FurnishedTenant caller) {
    String query = "tenant=" + caller.id() + "&key=";
    return switch (route.name()) {
      case "GET /api/v1/widget-config" -> new Sample("", "", query + widget(caller, "customer"));
      case "POST /api/v1/customer-chat" ->
          new Sample(
              JSON,
              "{%s\"message\": \"Where is it?\", \"session_id\": \"sample\"}",
              query + widget(caller, "customer"));
      case "POST /api/v1/inquiries" ->
          new Sample(
              JSON,
              "{%s\"name\": \"A\", \"email\": \"a@pages.example\", \"question\": \"Where?\"}",
              query + widget(caller, "customer"));
      case "PATCH /api/v1/inquiries/{id}" -> json("\"status\": \"open\"");
      case "POST /api/v1/widgets" -> json("\"name\": \"A widget\"");
      case "POST /api/v1/widgets/{id}/restore" -> json("\"version\": 1");
      case "PATCH /api/v1/widgets/{id}" -> json("\"greeting\": \"Welcome\"");
      case "POST /api/v1/widget-tokens" ->
          json(
              "\"widget_key\": \"%s\", \"user_id\": \"%s\", \"origin\": \"%s\""
                  .formatted(widget(caller, "chat"), caller.person().id(), PAGE));
      default -> ofJudge(route, caller);
    };
  }

  /** Of who says what a good answer is. */
  private static Sample ofJudge(Route route, FurnishedTenant caller) {
    return switch (route.name()) {
      case "PATCH /api/v1/admin/unanswered/{id}" -> json("\"done\": true, \"assignee\": \"\"");
      case "POST /api/v1/evals" -> json("\"name\": \"" + UUID.randomUUID() + "\"");
      case "PATCH /api/v1/evals/{id}" -> json("\"gate\": false");
      case "POST /api/v1/evals/{id}/questions" ->
          json("\"question\": \"Where is the " + caller.word() + "?\"");
      case "PATCH /api/v1/evals/questions/{id}" -> json("\"answers\": [\"Here\"]");
      case "POST /api/v1/evals/{id}/runs" -> json("\"answers\": false");
      case "POST /api/v1/prompts" -> json("\"text\": \"Be brief.\"");
      case "POST /api/v1/prompts/{id}/test" ->
          json("\"message\": \"Where is the " + caller.word() + "?\"");
      case "POST /api/v1/assistants" ->
          json("\"id\": \"a-" + UUID.randomUUID() + "\", \"name\": \"An assistant\"");
      case "PUT /api/v1/assistants/{id}" -> json("\"name\": \"An assistant\"");
      case "POST /api/v1/assistants/{id}/test" ->
          json("\"message\": \"Where is the " + caller.word() + "?\"");
      default -> ofPerson(route, caller);
    };
  }

  /**
   * The key of a widget of the kind, which pages of {@link #PAGE} may use as often as they like.
   */
  static String widget(FurnishedTenant owner, String kind) {
    owner
        .admin()
        .post(
            "/api/v1/widgets",
            Map.of(
                "key",
                "walk-" + kind,
                "kind",
                kind,
                "allowed_origins",
                List.of(PAGE),
                "per_address",
                0,
                "per_minute",
                0));
    return "walk-" + kind;
  }

  /** About whoever calls, or without a body. */
  private static Sample ofPerson(Route route, FurnishedTenant caller) {
    return switch (route.name()) {
      case "POST /api/v1/auth/login" ->
          new Sample(
              JSON,
              "{\"email\": \"%s\", \"password\": \"%s\"}"
                  .formatted(caller.person().email(), caller.person().password()));
      case "POST /api/v1/auth/forgotten" ->
          json("\"email\": \"" + UUID.randomUUID() + "@example.com\"");
      case "POST /api/v1/auth/refresh" ->
          json(
              "\"refresh_token\": \""
                  + caller.person().tokens().path("refresh_token").asText()
                  + "\"");
      case "POST /api/v1/auth/invitation" ->
          json("\"token\": \"" + invitation(caller) + "\", \"password\": \"fifteen letters\"");
      // What only an identity provider can sign; the refusal is what the walk gets to see.
      case "POST /api/v1/auth/oidc/{tenant}/backchannel-logout" ->
          new Sample("application/x-www-form-urlencoded", "logout_token=unsigned");
      case "POST /api/v1/auth/logout" -> json("\"everywhere\": false");
      case "POST /api/v1/auth/password" -> password(caller.person().password());
      default -> {
        if (!route.name().matches(WITHOUT_BODY)) {
          throw new AssertionError("RouteSamples has no request for " + route.name());
        }
        yield NONE;
      }
    };
  }

  /** At a port where nobody listens, and only when asked. */
  static String connector() {
    return "\"name\": \"Folder "
        + UUID.randomUUID()
        + "\", \"kind\": \"webdav\", \"address\": \"http://127.0.0.1:65000/\", \"every_minutes\": 0";
  }

  private static Sample token(String key) {
    return new Sample(
        "application/x-www-form-urlencoded",
        "grant_type=client_credentials&client_id="
            + key.substring(0, key.lastIndexOf('_'))
            + "&client_secret="
            + key);
  }

  private static Sample password(String password) {
    return json("\"password\": \"" + password + "\", \"new_password\": \"" + password + "\"");
  }

  private static String invitation(FurnishedTenant caller) {
    return TestPerson.tokenOf(
        FurnishedTenant.invite(caller.admin(), UUID.randomUUID() + "@example.com"));
  }

  /** Who may call the route: the admin key, or a person where it is about whoever calls. */
  static Api owner(Route route, FurnishedTenant tenant) {
    return route.isPersonal() ? tenant.person().api() : tenant.admin();
  }

  private static Sample upload() {
    String file =
        "--sample\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\nNote "
            + UUID.randomUUID()
            + "\r\n--sample--\r\n";
    return new Sample(FORM, "%s" + file);
  }

  /** As an element of the body: a member of JSON, a field of a form. */
  static String naming(Sample sample, String json, String plain) {
    return sample.type().equals(JSON)
        ? "\"tenant_id\": " + json + ", "
        : "--sample\r\nContent-Disposition: form-data; name=\"tenant_id\"\r\n\r\n" + plain + "\r\n";
  }

  /** Calls the route at its address, with whatever else the client sends along. */
  static Answer call(
      Api client, Route route, String id, String query, Sample sample, String naming) {
    String path = route.address().replaceFirst("\\{[^}]*}", id) + sample.in(query);
    Api accepting = route.accept().isEmpty() ? client : client.with("Accept", route.accept());
    Api api = OF_PAGES.contains(route.name()) ? accepting.with("Origin", PAGE) : accepting;
    return sample.type().isEmpty()
        ? api.send(route.method(), path, BodyPublishers.noBody())
        : api.with("Content-Type", sample.type())
            .send(
                route.method(), path, BodyPublishers.ofString(sample.text().replace("%s", naming)));
  }
}
