package org.concierge.prompt;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.access.Person;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;

/**
 * What a prompt's text can leave open: {@code {{company}}}, {@code {{date}}}, {@code {{language}}},
 * and, where the tenant lets the model know who asks, {@code {{user}}} and {@code {{department}}},
 * which are empty otherwise. Pure.
 */
final class Variables {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
  private static final int MAX_LENGTH = 100;

  private Variables() {}

  /**
   * @throws Problem BAD_REQUEST naming a variable that there is not
   */
  static void check(String text, Tenant tenant) {
    Map<String, String> known = values(tenant, Optional.empty(), LocalDate.EPOCH);
    VARIABLE
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(name -> !known.containsKey(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Problem.badRequest(
                  "There is no variable {{"
                      + oneLine(name)
                      + "}}; there are "
                      + String.join(", ", new TreeSet<>(known.keySet()))
                      + ".");
            });
  }

  static String filled(String text, Tenant tenant, Optional<Person> asker, LocalDate today) {
    Map<String, String> values = values(tenant, asker, today);
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
  }

  private static Map<String, String> values(
      Tenant tenant, Optional<Person> asker, LocalDate today) {
    Optional<Person> told = asker.filter(person -> tenant.sharesUsersWithModel());
    Map<String, String> values = new LinkedHashMap<>();
    values.put("company", oneLine(tenant.name()));
    values.put("date", today.toString());
    values.put(
        "language",
        asker
            .map(one -> Locale.forLanguageTag(one.language()).getDisplayLanguage(Locale.ENGLISH))
            .filter(name -> !name.isEmpty())
            .orElse("the language of the question"));
    values.put("user", told.map(person -> oneLine(person.name())).orElse(""));
    values.put("department", told.map(person -> oneLine(person.department())).orElse(""));
    return values;
  }

  /** People choose their names themselves: none may pass for an instruction of ours. */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}<>\\[\\]{}]+", " ").strip();
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
  }
}
