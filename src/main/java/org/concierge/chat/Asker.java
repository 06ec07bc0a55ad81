package org.concierge.chat;

import java.util.Locale;
import java.util.Optional;
import org.concierge.access.Person;
import org.concierge.tenant.Tenant;

/**
 * What a model is told of the person who asks: the language always, name and department only where
 * the tenant has opted in, since they leave the house with the prompt. Pure.
 */
final class Asker {
  private static final int MAX_LENGTH = 100;

  private Asker() {}

  /** "" if nothing may be told, or there is no person behind the credential. */
  static String introduction(Tenant tenant, Optional<Person> person) {
    if (!tenant.sharesUsersWithModel() || person.isEmpty()) {
      return "";
    }
    String name = oneLine(person.get().name());
    String department = oneLine(person.get().department());
    String who = name.isEmpty() ? "somebody" : name;
    String where = department.isEmpty() ? "" : ", department " + department;
    return "The person who asks is " + who + where + ", at " + oneLine(tenant.name()) + ".\n";
  }

  /** To follow "Answer". */
  static String language(Optional<Person> person) {
    String name =
        person
            .map(
                known -> Locale.forLanguageTag(known.language()).getDisplayLanguage(Locale.ENGLISH))
            .orElse("");
    return name.isEmpty() ? "in the language of the question" : "in " + name;
  }

  /** People choose their names themselves: none may pass for an instruction of ours. */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}<>\\[\\]{}]+", " ").strip();
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
  }
}
