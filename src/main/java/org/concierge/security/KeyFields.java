package org.concierge.security;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;

/** What may be written about a key, as it comes from outside. */
public final class KeyFields {
  private static final int MAX_NAME = 100;
  private static final int MAX_ORIGINS = 50;
  private static final int MAX_PER_MINUTE = 1_000_000;

  private KeyFields() {}

  /**
   * @throws Problem BAD_REQUEST if it is empty or too long
   */
  public static String name(String name) {
    if (name == null || name.isBlank() || name.strip().length() > MAX_NAME) {
      throw Problem.badRequest("\"name\" must have 1 to " + MAX_NAME + " characters.");
    }
    return name.strip();
  }

  /**
   * @throws Problem BAD_REQUEST if there is none, or one that is none
   */
  public static Set<Scope> scopes(List<String> wires) {
    if (wires == null || wires.isEmpty()) {
      throw Problem.badRequest("\"scopes\" must name one scope at least.");
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String wire : wires) {
      scopes.add(
          Optional.ofNullable(wire)
              .flatMap(Scope::parse)
              .orElseThrow(() -> Problem.badRequest("\"scopes\" holds one that does not exist.")));
    }
    return scopes;
  }

  /** 0 for any number. */
  public static int perMinute(int limit) {
    if (limit < 0 || limit > MAX_PER_MINUTE) {
      throw Problem.badRequest("\"rate_limit\" must be from 0 to " + MAX_PER_MINUTE + ".");
    }
    return limit;
  }

  /** Empty for never, which is "" or nothing. */
  public static Optional<Instant> expiry(String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw Problem.badRequest("\"expires_at\" must look like 2030-12-31T23:59:59Z.");
    }
  }

  /**
   * As browsers send them: {@code https://example.org}, with a port if it is not the usual one.
   *
   * @throws Problem BAD_REQUEST if one is more or less than that
   */
  public static List<String> origins(List<String> origins) {
    if (origins == null) {
      return List.of();
    }
    if (origins.size() > MAX_ORIGINS) {
      throw Problem.badRequest("\"allowed_origins\" may hold " + MAX_ORIGINS + " at most.");
    }
    return origins.stream().map(KeyFields::origin).distinct().toList();
  }

  private static String origin(String text) {
    try {
      URI uri = URI.create(String.valueOf(text).toLowerCase(Locale.ROOT));
      boolean usual =
          uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80) || uri.getPort() < 0;
      String origin = uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort());
      boolean web = Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
      String plain = usual && uri.getPort() > 0 ? origin + ":" + uri.getPort() : origin;
      if (web && uri.getHost() != null && uri.toString().equals(plain)) {
        return origin;
      }
    } catch (IllegalArgumentException e) {
      // Answered as one that is well formed and no origin.
    }
    throw Problem.badRequest("\"allowed_origins\" holds one that is not like https://example.org.");
  }
}
