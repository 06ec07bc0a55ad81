package org.concierge.tenant;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concierge.tenant.Installation.DatabaseLogin;

/**
 * The address of a PostgreSQL database as people write it. Not read as a URI: that would refuse the
 * underscore that names of containers have.
 */
final class DatabaseUrl {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://"
              + "(?:(?<user>[^:@/?#\\s]*)(?::(?<password>[^@/?#\\s]*))?@)?"
              + "(?<host>\\[[0-9A-Fa-f:.%]+]|[\\w.-]+)(?::(?<port>\\d{1,5}))?"
              + "(?:/(?<database>[^?#\\s]*))?(?:\\?(?<query>[^#\\s]*))?");

  private final Matcher parts;

  private DatabaseUrl(Matcher parts) {
    this.parts = parts;
  }

  /**
   * @throws IllegalArgumentException in one line, without anything of the address, if it is none
   */
  static DatabaseLogin login(String url, Optional<String> user, Optional<String> password) {
    Matcher parts = FORM.matcher(url);
    try {
      if (parts.matches()) {
        return new DatabaseUrl(parts).login(user, password);
      }
    } catch (IllegalArgumentException e) {
      // Answered below, as an address of another form is: the cause would quote the password.
    }
    throw new IllegalArgumentException(
        "CONCIERGE_DB_URL must look like postgresql://user:password@host:5432/database.");
  }

  private DatabaseLogin login(Optional<String> user, Optional<String> password) {
    Map<String, String> query = parameters(part("query").orElse(""));
    int port = part("port").map(Integer::parseInt).orElse(5432);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException();
    }
    return new DatabaseLogin(
        parts.group("host"),
        port,
        part("database").map(DatabaseUrl::decoded).orElse("postgres"),
        user.or(() -> part("user").map(DatabaseUrl::decoded))
            .orElse(query.getOrDefault("user", "postgres")),
        new Secret(
            password
                .or(() -> part("password").map(DatabaseUrl::decoded))
                .orElse(query.getOrDefault("password", ""))),
        new Secret(withoutLogin(part("query").orElse(""))));
  }

  private Optional<String> part(String name) {
    return Optional.ofNullable(parts.group(name)).filter(value -> !value.isEmpty());
  }

  /** What is said of one login must not go on to the next: it would win over the next one's own. */
  private static String withoutLogin(String query) {
    return Arrays.stream(query.split("&"))
        .filter(parameter -> !parameter.matches("(user|password)(=.*)?"))
        .collect(Collectors.joining("&"));
  }

  /**
   * @param query {@code name=value}, encoded, joined by {@code &}; empty: none
   */
  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : query.split("&")) {
      String[] pair = parameter.split("=", 2);
      if (!pair[0].isEmpty()) {
        parameters.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
      }
    }
    return parameters;
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
