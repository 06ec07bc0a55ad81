package org.concierge.console;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.assistant.Assistant;
import org.concierge.assistant.AssistantFields;

/** What is said about an assistant, as it was typed: by the names that its REST twin has. */
public final class AssistantForm {
  /** What those have that say nothing about scopes. */
  private static final List<String> USUAL = List.of("tenant:{{tenant_id}}");

  private final Map<String, Object> typed = new HashMap<>();

  /**
   * As the assistant has it.
   *
   * @param collections as people know them
   */
  static AssistantForm of(Assistant one, List<String> collections) {
    AssistantForm form = new AssistantForm();
    boolean plain = one.isAnonymous() || one.scopes().equals(USUAL);
    form.typed.put("name", one.name());
    form.typed.put("description", one.description());
    form.typed.put("instructions", one.instructions());
    form.typed.put("collections", String.join("\n", collections));
    form.typed.put("model", one.model());
    form.typed.put(
        "roles",
        one.roles().stream()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(", ")));
    form.typed.put("groups", one.groups().stream().sorted().collect(Collectors.joining(", ")));
    form.typed.put("scopes", plain ? "" : String.join(", ", one.scopes()));
    form.typed.put("anonymous", one.isAnonymous());
    form.typed.put("questions", String.join("\n", one.questions()));
    form.typed.put("enabled", one.enabled());
    return form;
  }

  /** Of one that is to be made: nobody is offered it before it is complete. */
  static AssistantForm fresh() {
    AssistantForm form = new AssistantForm();
    form.typed.put("id", "");
    form.typed.put("name", "");
    form.typed.put("enabled", false);
    return form;
  }

  /** Also null if nothing was typed. */
  String id() {
    return text("id") == null ? null : text("id").strip();
  }

  AssistantFields wanted() {
    return new AssistantFields(
        null,
        null,
        text("name"),
        text("description"),
        text("instructions") == null ? null : text("instructions").replaceAll("\\R", "\n"),
        parts("collections", "\\R"),
        text("model"),
        parts("roles", "[,\\s]+"),
        parts("groups", "[,\\r\\n]+"),
        parts("scopes", "[,\\s]+"),
        Boolean.TRUE.equals(typed.get("anonymous")) ? true : null,
        parts("questions", "\\R"),
        (Boolean) typed.get("enabled"));
  }

  private String text(String field) {
    return (String) typed.get(field);
  }

  private List<String> parts(String field, String border) {
    String text = text(field);
    return text == null
        ? List.of()
        : Stream.of(text.split(border)).map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  /** By name; the page's fields write into it. */
  public Map<String, Object> getTyped() {
    return typed;
  }
}
