package org.concierge.tenant;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The entries of one settings file, read by type; each complaint names file, line and key. */
final class SettingsFile {
  private static final String ENVIRONMENT = "environment";

  private final String name;
  private final Map<String, DotEnv.Entry> entries;

  private SettingsFile(String name, Map<String, DotEnv.Entry> entries) {
    this.name = name;
    this.entries = entries;
  }

  /** A value that cannot be used. The message never holds the value: it may be a secret. */
  static final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    BadValue(String message) {
      super(message);
    }
  }

  static SettingsFile parse(String name, String text) throws BadValue {
    try {
      return new SettingsFile(name, DotEnv.parse(text));
    } catch (DotEnv.Malformed e) {
      throw new BadValue(name + ":" + e.line() + ": " + e.getMessage());
    }
  }

  /** The settings of the installation as a whole, which have no lines. */
  static SettingsFile ofEnvironment(UnaryOperator<String> settings, Set<String> keys) {
    Map<String, DotEnv.Entry> entries = new HashMap<>();
    for (String key : keys) {
      String value = settings.apply(key);
      if (value != null) {
        entries.put(key, new DotEnv.Entry(value, 0));
      }
    }
    return new SettingsFile(ENVIRONMENT, entries);
  }

  Set<String> keys() {
    return entries.keySet();
  }

  /** Empty if the key is absent or its value is empty. */
  Optional<String> text(String key) {
    return Optional.ofNullable(entries.get(key))
        .map(DotEnv.Entry::value)
        .filter(value -> !value.isBlank());
  }

  String oneOf(String key, List<String> allowed, String otherwise) throws BadValue {
    String value = text(key).orElse(otherwise);
    if (!allowed.contains(value)) {
      throw bad(key, "must be one of " + String.join(", ", allowed));
    }
    return value;
  }

  int integer(String key, int min, int max, int otherwise) throws BadValue {
    return (int) number(key, min, max, otherwise, true);
  }

  double decimal(String key, double min, double max, double otherwise) throws BadValue {
    return number(key, min, max, otherwise, false);
  }

  private double number(String key, double min, double max, double otherwise, boolean whole)
      throws BadValue {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      double value = whole ? Long.parseLong(text.get()) : Double.parseDouble(text.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a number out of range is.
    }
    String kind = whole ? "a whole number" : "a number";
    String range = whole ? (long) min + " to " + (long) max : min + " to " + max;
    throw bad(key, "must be " + kind + " from " + range);
  }

  boolean bool(String key, boolean otherwise) throws BadValue {
    return oneOf(key, List.of("true", "false"), String.valueOf(otherwise)).equals("true");
  }

  Optional<URI> httpUrl(String key) throws BadValue {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> url = web(text.get().replaceAll("/+$", ""));
    if (url.isEmpty()) {
      throw bad(key, "must be an http or https address");
    }
    return url;
  }

  /** As {@link #httpUrl}, but plain http on this machine only. */
  Optional<URI> secureUrl(String key) throws BadValue {
    Optional<URI> url = httpUrl(key);
    if (url.isPresent()
        && !url.get().getScheme().equals("https")
        && !isLoopback(url.get().getHost())) {
      throw bad(key, "must be an https address, or an http address of this machine");
    }
    return url;
  }

  /** Separated by commas or blanks; as browsers send them: nothing behind host and port. */
  List<String> origins(String key) throws BadValue {
    List<String> origins =
        text(key).stream().flatMap(text -> Arrays.stream(text.strip().split("[\\s,]+"))).toList();
    if (!origins.stream().allMatch(SettingsFile::isOrigin)) {
      throw bad(key, "must be origins such as https://www.example.com, separated by commas");
    }
    return origins;
  }

  private static boolean isOrigin(String text) {
    return web(text)
        .filter(url -> text.equals(url.getScheme() + "://" + url.getRawAuthority()))
        .filter(url -> url.getRawUserInfo() == null)
        .isPresent();
  }

  private static Optional<URI> web(String text) {
    try {
      return Optional.of(URI.create(text))
          .filter(url -> "http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          .filter(url -> url.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}|\\[?::1]?");
  }

  BadValue bad(String key, String must) {
    if (name.equals(ENVIRONMENT)) {
      return new BadValue(key + " " + must + ".");
    }
    DotEnv.Entry entry = entries.get(key);
    return new BadValue(name + ":" + (entry == null ? 1 : entry.line()) + ": " + key + " " + must);
  }
}
