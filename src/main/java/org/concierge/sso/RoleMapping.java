package org.concierge.sso;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.concierge.access.Role;
import org.concierge.tenant.SingleSignOn;

/**
 * What a provider's claims make of a person here. It names roles as {@code admin}, {@code
 * concierge-admin} or {@code /staff/admin}, in any case; of several the mightiest counts. An
 * operator it can make of nobody.
 */
final class RoleMapping {
  /** The mightiest first. */
  private static final List<Role> ROLES = List.of(Role.ADMIN, Role.MEMBER, Role.VIEWER);

  private static final String PREFIX = "concierge-";

  /** As many and as long as a user can have; more would not fit into a bearer. */
  private static final int MAX_GROUPS = 50;

  private static final int MAX_GROUP = 60;
  private static final Pattern DOT = Pattern.compile("\\.");

  private final SingleSignOn settings;

  RoleMapping(SingleSignOn settings) {
    this.settings = settings;
  }

  /**
   * @return empty if the provider is not asked for roles: users keep theirs
   * @throws SsoProblem.Refused ROLE if the person has none and there is none by default
   */
  Optional<Role> role(Map<String, Object> claims) {
    if (settings.roleClaim().isEmpty()) {
      return Optional.empty();
    }
    Set<String> named = texts(claims, settings.roleClaim().get());
    Optional<Role> found =
        ROLES.stream()
            .filter(role -> named.stream().anyMatch(name -> names(name, role)))
            .findFirst()
            .or(this::newRole);
    if (found.isEmpty()) {
      throw SsoProblem.ROLE.refused();
    }
    return found;
  }

  /** What somebody is of whom the provider says nothing; empty: nobody, who is not here yet. */
  Optional<Role> newRole() {
    return ROLES.stream().filter(role -> wire(role).equals(settings.defaultRole())).findFirst();
  }

  private static boolean names(String name, Role role) {
    String last = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return last.equals(wire(role)) || last.equals(PREFIX + wire(role));
  }

  private static String wire(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @return those whose names can be stored; empty if the provider says nothing of groups
   */
  Optional<Set<String>> groups(Map<String, Object> claims) {
    String claim = settings.groupsClaim().orElse("groups");
    return settings.groupsClaim().isPresent() || claims.containsKey(claim)
        ? Optional.of(storable(texts(claims, claim)))
        : Optional.empty();
  }

  private static Set<String> storable(Set<String> names) {
    Set<String> groups = new TreeSet<>();
    for (String name : names) {
      String group = name.strip();
      boolean printable = group.codePoints().noneMatch(Character::isISOControl);
      if (!group.isEmpty() && group.length() <= MAX_GROUP && printable) {
        groups.add(group);
      }
      if (groups.size() == MAX_GROUPS) {
        break;
      }
    }
    return groups;
  }

  /** A claim by its name, or by a path into objects: {@code realm_access.roles}. */
  private static Set<String> texts(Map<String, Object> claims, String claim) {
    Object value = claims.get(claim);
    if (value == null) {
      value = claims;
      for (String step : DOT.split(claim)) {
        value = value instanceof Map<?, ?> object ? object.get(step) : null;
      }
    }
    Set<String> texts = new TreeSet<>();
    for (Object item : value instanceof Collection<?> list ? list : List.of(orEmpty(value))) {
      if (item instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static Object orEmpty(Object value) {
    return value == null ? "" : value;
  }
}
