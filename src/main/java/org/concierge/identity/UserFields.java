package org.concierge.identity;

import java.text.Normalizer;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.concierge.access.Role;
import org.concierge.problem.Problem;

/** Which texts can describe a user; each comes back in the form in which it is stored. */
public final class UserFields {
  private static final int MAX_LOGIN = 254;
  private static final int MAX_NAME = 200;
  private static final int MAX_GROUP = 60;

  /** A bearer carries all of them, and a header ends at some kilobytes. */
  private static final int MAX_GROUPS = 50;

  /** Strict enough to catch a slip of the finger; whether it exists, only a mail can tell. */
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@,;<>()\"\\\\]{1,64}@[^\\s@,;<>()\"\\\\.]+(\\.[^\\s@,;<>()\"\\\\.]+)*");

  private UserFields() {}

  /** What a person types to log in: an e-mail or a plain name, lower case. */
  public static String login(String text) {
    String login = form(text).toLowerCase(Locale.ROOT);
    if (login.isEmpty() || login.length() > MAX_LOGIN || hasBlank(login)) {
      throw Problem.badRequest(
          "\"email\" must have from 1 to " + MAX_LOGIN + " characters and no blanks.");
    }
    return login;
  }

  /** An e-mail that an invitation can go to. */
  static String email(String text) {
    String email = login(text);
    if (!EMAIL.matcher(email).matches()) {
      throw Problem.badRequest("\"email\" must look like name@example.com.");
    }
    return email;
  }

  static String name(String text) {
    return line("name", text, 0, MAX_NAME);
  }

  static String department(String text) {
    return line("department", text, 0, MAX_GROUP);
  }

  static Set<String> groups(Collection<String> names) {
    Set<String> groups = new TreeSet<>();
    for (String name : names == null ? Set.<String>of() : names) {
      groups.add(line("groups", name, 1, MAX_GROUP));
    }
    if (groups.size() > MAX_GROUPS) {
      throw Problem.badRequest("\"groups\" may name " + MAX_GROUPS + " groups at most.");
    }
    return groups;
  }

  static String language(String text) {
    String tag = form(text);
    try {
      return tag.isEmpty() ? "" : new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
    } catch (IllformedLocaleException e) {
      throw Problem.badRequest("\"language\" must be a tag such as en or pt-BR.");
    }
  }

  /**
   * @param text in any case; null for none
   * @throws Problem BAD_REQUEST if there is no such role
   */
  public static Role role(String text) {
    for (Role role : Role.values()) {
      if (role.name().equalsIgnoreCase(text)) {
        return role;
      }
    }
    throw Problem.badRequest("\"role\" must be admin, member or viewer.");
  }

  private static String line(String member, String text, int min, int max) {
    String line = form(text);
    boolean unprintable = line.codePoints().anyMatch(Character::isISOControl);
    if (line.length() < min || line.length() > max || unprintable) {
      throw Problem.badRequest(
          "\"" + member + "\" must be one line of " + min + " to " + max + " characters.");
    }
    return line;
  }

  /** Two ways to write the same letter are one name. */
  private static String form(String text) {
    return text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }

  private static boolean hasBlank(String text) {
    return text.codePoints()
        .anyMatch(
            c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c < ' ' || c == 127);
  }
}
