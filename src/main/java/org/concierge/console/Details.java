package org.concierge.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What exactly a use case has refused, in the visitor's language. Use cases say it in English; here
 * the sentences that people meet in the console are known by their form.
 */
final class Details {
  /** A sentence and the end of the key of its text; groups are that text's places. */
  private record Known(String key, Pattern form) {
    Known(String key, String form) {
      this(key, Pattern.compile(form, Pattern.DOTALL));
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          new Known("legalHold", "This tenant is on legal hold.*"),
          new Known("suspended", "This tenant is suspended\\."),
          new Known("erasing", "Tenant (\\S+) is being erased.*"),
          new Known("moving", "A move of tenant (\\S+) was not completed.*"),
          new Known("lastAdministrator", "This is the last active administrator.*"),
          new Known("disabled", "This user is disabled.*"),
          new Known("runUnderWay", "A run is under way.*"),
          new Known("collectionExists", "There is a collection of that name already\\."),
          new Known("setExists", "There is a question set of that name already\\."),
          new Known("widgetExists", "There is a widget with this .*"),
          new Known("widgetChanged", "Somebody else has changed this widget meanwhile\\."),
          new Known("storedTwice", "Somebody else stored the same at the same time\\."),
          new Known("versionKept", "A former version is kept\\."),
          new Known("gateWorse", "The question set \"(.*)\" is answered worse: .*"),
          new Known("gateRun", "Run the question set \"(.*)\" with answers by .* first\\."),
          new Known("notHeld", "The document is not held\\."),
          new Known("notUnderWay", "Nothing is being done for this document\\."),
          new Known("laterVersion", "There is a later version of this document.*"),
          new Known("versionAlready", "This document is a version of another one already\\."),
          new Known("addressRefused", "This address cannot be called.*"),
          new Known("oneOf", ".*\\b[A-Z_]+ must be one of (.*)\\."),
          new Known("number", ".*\\b[A-Z_]+ must be a (?:whole )?number from (\\S+) to (\\S+)\\."),
          new Known("httpAddress", ".*\\b[A-Z_]+ must be an http or https address\\."),
          new Known("keyToo", "With another (\\S+) give (\\S+) too.*"),
          new Known("tooLong", "The value of (\\S+) is too long, or is no text\\."),
          new Known("promptLength", "\"text\" must have 1 to (\\d+) characters\\."),
          new Known("noteLength", "\"note\" may have (\\d+) characters at most\\."),
          new Known("promptSecret", "\"text\" holds a key or a password.*"),
          new Known("promptVariable", "There is no variable \\{\\{(.*)}}; there are (.*)\\."));

  private Details() {}

  static Stream<String> keys() {
    return KNOWN.stream().map(known -> "detail." + known.key());
  }

  /**
   * The sentence itself where it is in the visitor's language.
   *
   * @return empty where nobody has said it in that language
   */
  static Optional<String> in(Locale locale, String detail) {
    if (locale.getLanguage().equals("en")) {
      return Optional.of(detail);
    }
    return KNOWN.stream()
        .map(known -> new Found("detail." + known.key(), known.form().matcher(detail)))
        .filter(found -> found.matcher().matches())
        .findFirst()
        .map(found -> Told.text(locale, found.key(), found.places()));
  }

  private record Found(String key, Matcher matcher) {
    Object[] places() {
      return IntStream.rangeClosed(1, matcher.groupCount()).mapToObj(matcher::group).toArray();
    }
  }
}
