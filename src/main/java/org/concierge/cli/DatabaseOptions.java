package org.concierge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --db-host ...}: a tenant's own database. */
final class DatabaseOptions {
  @Option(names = "--db-host", description = "PostgreSQL server of its own database.")
  private String host;

  @Option(names = "--db-port", description = "Its port.")
  private Integer port;

  @Option(names = "--db-name", description = "Name of its own database.")
  private String name;

  @Option(names = "--db-user", description = "Login of its own database.")
  private String user;

  @Option(names = "--db-password-file", description = "File that holds that login's password.")
  private Path passwordFile;

  /** As the tenant's file has them; those that were not given are missing. */
  Map<String, String> settings() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, "DB_HOST", host);
    put(settings, "DB_PORT", port);
    put(settings, "DB_NAME", name);
    put(settings, "DB_USER", user);
    put(
        settings,
        "DB_PASSWORD",
        passwordFile == null ? null : Files.readString(passwordFile).strip());
    return settings;
  }

  private static void put(Map<String, String> settings, String key, Object value) {
    if (value != null) {
      settings.put(key, value.toString());
    }
  }
}
