package org.concierge.console;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.concierge.settings.Settings.Setting;

/** What is typed about settings, by their keys; a secret is typed and never shown. */
public final class SettingsForm {
  /** Behind the key: that a secret is to be taken away. */
  private static final String REMOVE = "-remove";

  private final Map<String, Object> typed = new HashMap<>();
  private final Map<String, Setting> present = new LinkedHashMap<>();

  SettingsForm(List<Setting> settings) {
    for (Setting setting : settings) {
      present.put(setting.key(), setting);
      typed.put(setting.key(), Objects.requireNonNullElse(setting.value(), ""));
    }
  }

  /**
   * What the sent form changes; null for what goes back to its default.
   *
   * @param shown what a field showed when it was typed into, null for a field that was not sent: a
   *     page that somebody left open does not undo what others did
   */
  Map<String, String> changes(Function<String, String> shown) {
    Map<String, String> changes = new LinkedHashMap<>();
    present.forEach(
        (key, setting) -> {
          String before = shown.apply(key);
          if (before == null) {
            return;
          }
          String now = text((String) typed.get(key));
          if (setting.secret()) {
            if (Boolean.TRUE.equals(typed.get(key + REMOVE))) {
              changes.put(key, null);
            } else if (!now.isEmpty()) {
              changes.put(key, now);
            }
          } else if (!now.equals(text(before))) {
            changes.put(key, now.isEmpty() ? null : now);
          }
        });
    return changes;
  }

  /** As a browser sends it and as the file holds it, lines end alike. */
  private static String text(String value) {
    return value == null ? "" : value.replaceAll("\\R", "\n").strip();
  }

  public Map<String, Object> getTyped() {
    return typed;
  }

  /** As they count now, by key. */
  public Map<String, Setting> getPresent() {
    return present;
  }
}
