package org.concierge.description;

import java.util.Collection;
import java.util.Map;

/** Maps, lists, texts and numbers as YAML 1.2. */
final class Yaml {
  private final StringBuilder text = new StringBuilder();

  private Yaml() {}

  static String of(Map<String, ?> document) {
    Yaml yaml = new Yaml();
    yaml.map(document, 0);
    return yaml.text.toString();
  }

  private void map(Map<?, ?> map, int depth) {
    map.forEach(
        (key, value) -> {
          indent(depth);
          text.append(scalar(String.valueOf(key))).append(':');
          value(value, depth + 1);
        });
  }

  private void value(Object value, int depth) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      text.append('\n');
      map(map, depth);
    } else if (value instanceof Collection<?> list && !list.isEmpty()) {
      text.append('\n');
      for (Object item : list) {
        indent(depth);
        text.append('-');
        item(item, depth + 1);
      }
    } else {
      text.append(' ').append(leaf(value)).append('\n');
    }
  }

  /**
   * Of a list; a map begins on the line below its dash, which is less to look at but no less YAML.
   */
  private void item(Object item, int depth) {
    value(item, depth);
  }

  private void indent(int depth) {
    text.append("  ".repeat(depth));
  }

  private static String leaf(Object value) {
    if (value instanceof Map) {
      return "{}";
    }
    if (value instanceof Collection) {
      return "[]";
    }
    return value instanceof String plain ? scalar(plain) : String.valueOf(value);
  }

  /** Quoted unless it is a word that nothing else can be meant by. */
  private static String scalar(String plain) {
    boolean word =
        plain.matches("[A-Za-z/_][A-Za-z0-9/_.-]*")
            && !plain.matches("(?i)true|false|yes|no|on|off|null|[yn]");
    return word ? plain : '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
