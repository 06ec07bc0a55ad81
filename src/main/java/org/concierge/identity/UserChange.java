package org.concierge.identity;

import java.util.Set;
import java.util.TreeSet;
import org.concierge.access.Role;

/** What is to be different about a user; what is null stays. Checked by the constructor. */
public record UserChange(
    String name, String department, Role role, Set<String> groups, String language) {
  public static final UserChange NONE = new UserChange(null, null, null, null, null);

  /**
   * @throws org.concierge.problem.Problem BAD_REQUEST naming the member that cannot be used
   */
  public UserChange {
    name = name == null ? null : UserFields.name(name);
    department = department == null ? null : UserFields.department(department);
    groups = groups == null ? null : new TreeSet<>(UserFields.groups(groups));
    language = language == null ? null : UserFields.language(language);
  }

  boolean isEmpty() {
    return name == null && department == null && role == null && groups == null && language == null;
  }

  User applied(User user) {
    return new User(
        user.id(),
        user.tenant(),
        user.email(),
        name == null ? user.name() : name,
        department == null ? user.department() : department,
        role == null ? user.role() : role,
        groups == null ? user.groups() : groups,
        language == null ? user.language() : language,
        user.status(),
        user.createdAt(),
        user.validFrom(),
        user.lastLogin());
  }
}
