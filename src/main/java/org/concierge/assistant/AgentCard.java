package org.concierge.assistant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concierge.access.Scope;

/**
 * Assistants as other programs' agents look them up: what there is to ask, where, and with which
 * credential. Pure.
 *
 * <p>Source: a2a-protocol.org, AgentCard of version 0.3; the transports are our own doors, which
 * the card names as such.
 */
final class AgentCard {
  private static final String OAUTH = "oauth2";
  private static final String KEY = "apiKey";

  private AgentCard() {}

  /**
   * @param url of the installation, without a slash at the end
   * @param open those that the reader may ask
   */
  static Map<String, Object> of(String name, String description, String url, List<Assistant> open) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("protocolVersion", "0.3.0");
    card.put("name", name);
    card.put("description", description);
    card.put("version", "1");
    card.put("url", url + "/v1/chat/completions");
    card.put("preferredTransport", "OPENAI");
    card.put(
        "additionalInterfaces",
        List.of(
            Map.of("url", url + "/api/v1/chat", "transport", "CONCIERGE"),
            Map.of("url", url + "/mcp", "transport", "MCP")));
    card.put("capabilities", Map.of("streaming", true, "pushNotifications", false));
    card.put("securitySchemes", schemes(url));
    card.put("security", security(List.of()));
    card.put("defaultInputModes", List.of("text/plain"));
    card.put("defaultOutputModes", List.of("text/markdown"));
    card.put("skills", open.stream().map(AgentCard::skill).toList());
    return card;
  }

  private static Map<String, Object> skill(Assistant assistant) {
    Map<String, Object> skill = new LinkedHashMap<>();
    skill.put("id", assistant.id());
    skill.put("name", assistant.name());
    skill.put("description", assistant.description());
    skill.put("tags", List.of("documents", assistant.isAnonymous() ? "anonymous" : "user"));
    skill.put("examples", assistant.questions());
    skill.put(
        "security", assistant.isAnonymous() ? List.of(Map.of()) : security(required(assistant)));
    return skill;
  }

  /** Of those that a bearer can carry; the others are facts about the caller. */
  private static List<String> required(Assistant assistant) {
    return assistant.scopes().stream().filter(scope -> Scope.parse(scope).isPresent()).toList();
  }

  /** One of them is enough. */
  private static List<Map<String, List<String>>> security(List<String> more) {
    List<String> scopes = new ArrayList<>(List.of(Scope.CHAT.wire()));
    more.stream().filter(scope -> !scopes.contains(scope)).forEach(scopes::add);
    return List.of(Map.of(OAUTH, scopes), Map.of(KEY, List.of()));
  }

  private static Map<String, Object> schemes(String url) {
    Map<String, Object> flow = new LinkedHashMap<>();
    flow.put("authorizationUrl", url + "/oauth/authorize");
    flow.put("tokenUrl", url + "/oauth/token");
    flow.put("refreshUrl", url + "/oauth/token");
    flow.put(
        "scopes",
        Map.of(
            Scope.CHAT.wire(), "Ask questions",
            Scope.DOCUMENTS_READ.wire(), "Read documents"));
    Map<String, Object> schemes = new LinkedHashMap<>();
    schemes.put(OAUTH, Map.of("type", "oauth2", "flows", Map.of("authorizationCode", flow)));
    schemes.put(KEY, Map.of("type", "apiKey", "in", "header", "name", "X-API-Key"));
    return schemes;
  }
}
