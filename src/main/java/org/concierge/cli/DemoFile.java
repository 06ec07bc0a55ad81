package org.concierge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.concierge.access.KeyKind;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.TenantId;

/** {@code demo.json}: where the demo runs and how to get in. It holds keys, so it has mode 600. */
final class DemoFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final ObjectNode content;

  private DemoFile(Path path, ObjectNode content) {
    this.path = path;
    this.content = content;
  }

  /** As the last run left it; empty before the first. */
  static DemoFile read(Installation installation) throws IOException {
    Path path = installation.home().resolve("demo.json");
    ObjectNode content =
        Files.exists(path) ? (ObjectNode) JSON.readTree(path.toFile()) : JSON.createObjectNode();
    content.put("url", "http://127.0.0.1:" + installation.port());
    return new DemoFile(path, content);
  }

  /** Those that are there; perhaps none. */
  Map<KeyKind, String> keys(TenantId tenant) {
    Map<KeyKind, String> keys = new EnumMap<>(KeyKind.class);
    for (KeyKind kind : KeyKind.values()) {
      JsonNode key = content.path("tenants").path(tenant.value()).path(name(kind));
      if (key.isTextual()) {
        keys.put(kind, key.asText());
      }
    }
    return keys;
  }

  void put(TenantId tenant, Map<KeyKind, String> keys) {
    ObjectNode entry = content.withObject("/tenants/" + tenant);
    keys.forEach((kind, key) -> entry.put(name(kind), key));
    entry.withObject("/users");
  }

  /** Of the user with this role, if the last run has written one. */
  Optional<String> password(TenantId tenant, String role) {
    JsonNode password =
        content.path("tenants").path(tenant.value()).path("users").path(role).path("password");
    return password.isTextual() ? Optional.of(password.asText()) : Optional.empty();
  }

  void putUser(TenantId tenant, String role, String email, String password) {
    content
        .withObject("/tenants/" + tenant + "/users/" + role)
        .put("email", email)
        .put("password", password);
  }

  void write(DatabaseLogin administrator) throws IOException {
    String parameters = administrator.parameters().value();
    content.put(
        "admin_db_url",
        "postgresql://%s:%s@%s:%d/%s%s"
            .formatted(
                encoded(administrator.user()),
                encoded(administrator.password().value()),
                administrator.host(),
                administrator.port(),
                administrator.database(),
                parameters.isEmpty() ? "" : "?" + parameters));
    Path draft =
        Files.createTempFile(
            path.getParent(),
            "demo",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), content);
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
  }

  void print(PrintStream out) {
    String url = content.get("url").asText();
    out.printf("%nConcierge is ready at %s%n", url);
    out.printf("People ask at %s/app%n", url.replaceFirst("/$", ""));
    out.printf("Administrators work at %s/dashboard%n", url.replaceFirst("/$", ""));
    content
        .get("tenants")
        .fields()
        .forEachRemaining(
            tenant -> {
              out.printf("%n%s%n", tenant.getKey());
              tenant
                  .getValue()
                  .fields()
                  .forEachRemaining(
                      entry -> {
                        if (entry.getValue().isTextual()) {
                          out.printf("  %-15s %s%n", entry.getKey(), entry.getValue().asText());
                        }
                      });
              tenant
                  .getValue()
                  .path("users")
                  .fields()
                  .forEachRemaining(
                      user ->
                          out.printf(
                              "  %-15s %s  %s%n",
                              user.getKey(),
                              user.getValue().path("email").asText(),
                              user.getValue().path("password").asText()));
              out.printf(
                  "  curl -s %s/api/v1/chat -H 'X-API-Key: %s' -H 'Content-Type: application/json'"
                      + " -d '{\"message\": \"How many days of annual leave does a full-time"
                      + " employee get?\"}'%n",
                  url, tenant.getValue().path(name(KeyKind.CHAT)).asText());
            });
    out.printf("%nAll of this stands in %s. Ctrl-C stops everything.%n", path);
  }

  /** For an address: a password may hold its delimiters. */
  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String name(KeyKind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "_api_key";
  }
}
