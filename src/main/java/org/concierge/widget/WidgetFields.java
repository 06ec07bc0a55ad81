package org.concierge.widget;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concierge.problem.Problem;
import org.concierge.security.KeyFields;
import org.concierge.widget.WidgetsResource.WidgetRequest;

/** What may be written about a widget, as it comes from outside; complaints name the field. */
final class WidgetFields {
  private static final int MAX_LINE = 200;
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_LIST = 10;
  private static final int MAX_PER_MINUTE = 1_000_000;
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern EMAIL =
      Pattern.compile("([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*)?");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
  private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?");

  private WidgetFields() {}

  /**
   * @param text null: one that nobody has yet
   * @throws Problem BAD_REQUEST
   */
  static String key(String text) {
    if (text == null) {
      return "w-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
    if (!KEY.matcher(text).matches()) {
      throw bad("key", "must be 1 to 63 lower-case letters, digits and hyphens");
    }
    return text;
  }

  /**
   * The settings with those changed that the request names.
   *
   * @throws Problem BAD_REQUEST that names the field
   */
  static WidgetSettings settings(WidgetSettings former, WidgetRequest given) {
    return new WidgetSettings(
        option("kind", given.kind(), former.kind(), WidgetSettings.Kind.values()),
        line("name", given.name(), former.name(), 1),
        given.allowedOrigins() == null
            ? former.origins()
            : KeyFields.origins(given.allowedOrigins()),
        line("title", given.title(), former.title(), 0),
        text("greeting", given.greeting(), former.greeting()),
        lines("suggested_questions", given.suggestedQuestions(), former.questions()),
        text("consent", given.consent(), former.consent()),
        address("privacy_url", given.privacyUrl(), former.privacyUrl()),
        address("logo_url", given.logoUrl(), former.logoUrl()),
        colour(given.colour(), former.colour()),
        option("theme", given.theme(), former.theme(), WidgetSettings.Theme.values()),
        option("position", given.position(), former.position(), WidgetSettings.Position.values()),
        Objects.requireNonNullElse(given.launcher(), former.launcher()),
        language(given.language(), former.language()),
        option("sources", given.sources(), former.sources(), WidgetSettings.Sources.values()),
        Objects.requireNonNullElse(given.inquiries(), former.inquiries()),
        notify(given.notifyEmail(), former.notifyEmail()),
        lines("tags", given.tags(), former.tags()),
        text("instructions", given.instructions(), former.instructions()),
        perMinute("per_address", given.perAddress(), former.perAddress()),
        perMinute("per_minute", given.perMinute(), former.perMinute()),
        identityKey(given.identityKey(), former.identityKey()));
  }

  private static String line(String field, String given, String former, int min) {
    if (given == null) {
      return former;
    }
    String line = given.strip();
    if (line.length() < min || line.length() > MAX_LINE || line.contains("\n")) {
      throw bad(field, "must be one line of " + min + " to " + MAX_LINE + " characters");
    }
    return line;
  }

  private static String text(String field, String given, String former) {
    if (given == null) {
      return former;
    }
    if (given.length() > MAX_TEXT) {
      throw bad(field, "may have " + MAX_TEXT + " characters at most");
    }
    return given.strip();
  }

  private static List<String> lines(String field, List<String> given, List<String> former) {
    if (given == null) {
      return former;
    }
    if (given.size() > MAX_LIST || given.stream().anyMatch(Objects::isNull)) {
      throw bad(field, "may hold " + MAX_LIST + " texts at most");
    }
    return given.stream().map(text -> line(field, text, "", 1)).distinct().toList();
  }

  private static String address(String field, String given, String former) {
    if (given == null || given.isEmpty()) {
      return given == null ? former : "";
    }
    try {
      URI uri = URI.create(given);
      if (List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && given.length() <= MAX_TEXT) {
        return given;
      }
    } catch (IllegalArgumentException e) {
      // Answered as one that is well formed and no address of the web.
    }
    throw bad(field, "must be an address like https://example.org/page");
  }

  private static String colour(String given, String former) {
    String colour = given == null ? former : given.toLowerCase(Locale.ROOT);
    if (!COLOUR.matcher(colour).matches()) {
      throw bad("colour", "must look like #1f5fbf");
    }
    return colour;
  }

  private static String language(String given, String former) {
    String language = given == null ? former : given;
    if (!LANGUAGE.matcher(language).matches()) {
      throw bad("language", "must look like de or en-GB, or be empty");
    }
    return language;
  }

  private static int perMinute(String field, Integer given, int former) {
    int number = given == null ? former : given;
    if (number < 0 || number > MAX_PER_MINUTE) {
      throw bad(field, "must be from 0 to " + MAX_PER_MINUTE);
    }
    return number;
  }

  private static String notify(String given, String former) {
    String address = given == null ? former : given.strip();
    if (!EMAIL.matcher(address).matches()) {
      throw bad("notify_email", "must be an address such as name@example.com, or be empty");
    }
    return address;
  }

  private static Optional<UUID> identityKey(String given, Optional<UUID> former) {
    if (given == null || given.isEmpty()) {
      return given == null ? former : Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(given));
    } catch (IllegalArgumentException e) {
      throw bad("identity_key", "must be the id of an API key");
    }
  }

  private static <E extends Enum<E>> E option(String field, String given, E former, E[] options) {
    if (given == null) {
      return former;
    }
    return Arrays.stream(options)
        .filter(option -> WidgetSettings.wire(option).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    field,
                    "must be one of "
                        + String.join(
                            ", ", Arrays.stream(options).map(WidgetSettings::wire).toList())));
  }

  private static Problem bad(String field, String must) {
    return Problem.badRequest("\"" + field + "\" " + must + ".");
  }
}
