package org.concierge.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concierge.problem.Problem;
import org.concierge.widget.Widget;
import org.concierge.widget.WidgetSettings;
import org.concierge.widget.WidgetsResource.WidgetRequest;

/** What is said about a widget, as it was typed: by the names that its REST twin has, in Java's. */
public final class WidgetForm {
  private final Map<String, Object> typed = new HashMap<>();

  /** As the widget has it. */
  static WidgetForm of(Widget widget) {
    WidgetForm form = new WidgetForm();
    WidgetSettings settings = widget.settings();
    form.typed.put("version", String.valueOf(widget.version()));
    form.typed.put("kind", WidgetSettings.wire(settings.kind()));
    form.typed.put("name", settings.name());
    form.typed.put("allowedOrigins", String.join("\n", settings.origins()));
    form.typed.put("title", settings.title());
    form.typed.put("greeting", settings.greeting());
    form.typed.put("suggestedQuestions", String.join("\n", settings.questions()));
    form.typed.put("consent", settings.consent());
    form.typed.put("privacyUrl", settings.privacyUrl());
    form.typed.put("logoUrl", settings.logoUrl());
    form.typed.put("colour", settings.colour());
    form.typed.put("theme", WidgetSettings.wire(settings.theme()));
    form.typed.put("position", WidgetSettings.wire(settings.position()));
    form.typed.put("launcher", settings.launcher());
    form.typed.put("language", settings.language());
    form.typed.put("sources", WidgetSettings.wire(settings.sources()));
    form.typed.put("inquiries", settings.inquiries());
    form.typed.put("notifyEmail", settings.notifyEmail());
    form.typed.put("tags", String.join(", ", settings.tags()));
    form.typed.put("instructions", settings.instructions());
    form.typed.put("perAddress", String.valueOf(settings.perAddress()));
    form.typed.put("perMinute", String.valueOf(settings.perMinute()));
    form.typed.put("identityKey", settings.identityKey().map(Object::toString).orElse(""));
    return form;
  }

  /** Of one that is to be made: the rest is as usual. */
  static WidgetForm fresh() {
    WidgetForm form = new WidgetForm();
    form.typed.put("kind", "customer");
    form.typed.put("name", "");
    form.typed.put("key", "");
    return form;
  }

  /**
   * What is left out is null: it stays as it is.
   *
   * @throws Problem BAD_REQUEST that names the field
   */
  WidgetRequest wanted() {
    String key = text("key");
    return new WidgetRequest(
        null,
        key == null || key.isBlank() ? null : key.strip(),
        number("version", "version"),
        text("kind"),
        text("name"),
        lines("allowedOrigins", "[,\\s]+"),
        text("title"),
        text("greeting"),
        lines("suggestedQuestions", "\\R"),
        text("consent"),
        text("privacyUrl"),
        text("logoUrl"),
        text("colour"),
        text("theme"),
        text("position"),
        (Boolean) typed.get("launcher"),
        text("language"),
        text("sources"),
        (Boolean) typed.get("inquiries"),
        text("notifyEmail"),
        lines("tags", "[,\\r\\n]+"),
        text("instructions"),
        number("perAddress", "per_address"),
        number("perMinute", "per_minute"),
        text("identityKey"));
  }

  private String text(String field) {
    return (String) typed.get(field);
  }

  private List<String> lines(String field, String border) {
    String text = text(field);
    return text == null
        ? null
        : List.of(text.split(border)).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
  }

  private Integer number(String field, String wire) {
    String text = text(field);
    try {
      return text == null ? null : Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw Problem.badRequest("\"" + wire + "\" must be a number.");
    }
  }

  /** By name; the page's fields write into it. */
  public Map<String, Object> getTyped() {
    return typed;
  }
}
