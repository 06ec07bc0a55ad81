package org.concierge.assistant;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.concierge.access.Role;
import org.concierge.access.Scope;

/** What the fields of an assistant can be. Pure. */
final class FieldChecks {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,40}");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._:/@-]{0,100}");
  private static final Pattern OF_TENANT =
      Pattern.compile("tenant:(\\{\\{tenant_id}}|[a-z][a-z0-9-]{1,30})");
  private static final Pattern OF_USER = Pattern.compile("user:(\\{\\{user_id}}|[0-9a-f-]{36})");

  /** The others may ask nothing at all. */
  private static final Set<Role> ASKING = EnumSet.of(Role.ADMIN, Role.MEMBER);

  private FieldChecks() {}

  static void id(String id) throws WrongField {
    if (id == null || !ID.matcher(id).matches()) {
      throw new WrongField(
          "id", "must be a small letter and up to 40 more small letters, digits or hyphens");
    }
  }

  /** Without what stands around it; "" if it is left out. */
  static String line(String field, String given, int max) throws WrongField {
    String line = text(field, given, max);
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw new WrongField(field, "must be one line");
    }
    return line;
  }

  /** As {@link #line}, of any number of lines. */
  static String text(String field, String given, int max) throws WrongField {
    String text = given == null ? "" : given.strip();
    if (text.length() > max || text.indexOf('\0') >= 0) {
      throw new WrongField(field, "may have " + max + " characters at most");
    }
    return text;
  }

  /** Each once, in their order. */
  static List<String> lines(String field, List<String> given, int most, int max) throws WrongField {
    List<String> lines = given == null ? List.of() : given;
    if (lines.size() > most) {
      throw new WrongField(field, "may be " + most + " at most");
    }
    Set<String> found = new LinkedHashSet<>();
    for (String one : lines) {
      String line = line(field, one, max);
      if (line.isEmpty()) {
        throw new WrongField(field, "has an empty entry");
      }
      found.add(line);
    }
    return List.copyOf(found);
  }

  static String model(String given) throws WrongField {
    String model = given == null ? "" : given.strip();
    if (!MODEL.matcher(model).matches()) {
      throw new WrongField("model", "is not the name of a model");
    }
    return model;
  }

  static Set<Role> roles(List<String> given) throws WrongField {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : given == null ? List.<String>of() : given) {
      roles.add(
          ASKING.stream()
              .filter(role -> wire(role).equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new WrongField("roles", "are \"admin\" and \"member\": others cannot ask")));
    }
    return roles;
  }

  static String wire(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** In alphabetical order. */
  static List<String> wires(Set<Role> roles) {
    Set<String> names = new TreeSet<>();
    roles.forEach(role -> names.add(wire(role)));
    return List.copyOf(names);
  }

  /** A scope that nobody can hold would be a mistake, and one that is misspelt too. */
  static void scope(String scope) throws WrongField {
    boolean known =
        Set.of(Admission.ANONYMOUS, Admission.USER).contains(scope)
            || OF_TENANT.matcher(scope).matches()
            || OF_USER.matcher(scope).matches()
            || Scope.parse(scope).isPresent();
    if (!known) {
      throw new WrongField(
          "scopes",
          "are \"anonymous\", \"user\", \"user:\" and \"tenant:\" with an id, {{user_id}} or"
              + " {{tenant_id}}, or those of credentials");
    }
  }
}
