package org.concierge.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.concierge.tenant.DotEnv;

/** Those of a tenant's settings that hold no secret and mean the same in another installation. */
final class PortableSettings {
  private static final Pattern STAYS =
      Pattern.compile(
          ".*(KEY|PASSWORD|SECRET|TOKEN|CREDENTIAL).*|(ADMIN_)?DB_.*|ADMIN_USERNAME|API_DEBUG_.*"
              + "|TENANT_(ID|NAME|ISOLATION|SUSPENDED)");

  private PortableSettings() {}

  /** As {@link #parse} reads it. */
  static byte[] of(Path file) {
    try {
      StringBuilder text = new StringBuilder();
      parse(Files.readString(file))
          .forEach(
              (key, value) ->
                  text.append(key)
                      .append("=\"")
                      .append(
                          value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                      .append("\"\n"));
      return text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, String> parse(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    try {
      DotEnv.parse(text)
          .forEach(
              (key, entry) -> {
                if (!STAYS.matcher(key).matches()) {
                  settings.put(key, entry.value());
                }
              });
    } catch (DotEnv.Malformed e) {
      throw new IllegalStateException("The settings cannot be read.", e);
    }
    return settings;
  }
}
