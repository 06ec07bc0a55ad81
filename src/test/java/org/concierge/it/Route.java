package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A route as the running server tells it, at one of its addresses.
 *
 * @param method in capitals
 * @param path as the API has it: {@code /api/v1/documents/{id}}
 * @param address where it is called: the path, or its alias at the root
 * @param accept "" or what tells it apart from another one at the same address
 * @param scopes what a caller must have; none for a public one
 * @param open whether anybody may call it
 */
record Route(
    String method, String path, String address, String accept, Set<String> scopes, boolean open) {
  static final String API = "/api/v1";

  /** The addresses that the contract marks: they answer at the root too, with all below. */
  private static final List<String> AT_THE_ROOT =
      List.of(
          "/chat",
          "/upload",
          "/media-info",
          "/v1",
          "/mcp",
          "/admin/documents",
          "/admin/sessions",
          "/debug-rag",
          "/customer-chat",
          "/widget-config",
          "/api-debug/logs",
          "/oauth/authorize",
          "/oauth/token",
          "/.well-known");

  /** Each item of the server's list, and once more for its alias if it has one. */
  static List<Route> of(JsonNode list) {
    List<Route> routes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode item : list.path("items")) {
      Set<String> scopes = Set.of(Api.JSON.convertValue(item.path("scopes"), String[].class));
      String method = item.path("method").asText();
      String path = item.path("path").asText();
      // The list names no media types; the second of two at one address is the stream.
      String accept = seen.add(method + path) ? "" : "text/event-stream";
      boolean open = item.has("reason");
      Route route = new Route(method, path, path, accept, scopes, open);
      routes.add(route);
      if (route.isAtTheRoot()) {
        routes.add(new Route(method, path, path.substring(API.length()), accept, scopes, open));
      }
    }
    return routes;
  }

  private boolean isAtTheRoot() {
    String below = path.substring(API.length());
    return AT_THE_ROOT.stream()
        .anyMatch(alias -> below.equals(alias) || below.startsWith(alias + "/"));
  }

  boolean isAlias() {
    return !address.equals(path);
  }

  /** Whether it is about whoever calls: then a key has no business there. */
  boolean isPersonal() {
    return !open && scopes.isEmpty();
  }

  /** The operator's: not bound to a tenant. */
  boolean isPlatforms() {
    return scopes.contains("platform");
  }

  boolean hasId() {
    return path.contains("{");
  }

  /** What the list of routes and the classes in the WAR have in common. */
  String name() {
    return method + " " + path;
  }

  @Override
  public String toString() {
    return method + " " + address + " " + accept;
  }
}
