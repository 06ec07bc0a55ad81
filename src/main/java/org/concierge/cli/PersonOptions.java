package org.concierge.cli;

import java.util.Set;
import org.concierge.access.Role;
import org.concierge.identity.NewUser;
import org.concierge.identity.UserChange;
import picocli.CommandLine.Option;

/** What can be said of a user. */
final class PersonOptions {
  @Option(names = "--name", description = "The person's name.")
  private String name;

  @Option(names = "--department", description = "The department.")
  private String department;

  @Option(names = "--role", description = "admin, member, viewer, or operator of the platform.")
  private Role role;

  @Option(names = "--group", description = "A group; repeat for several, empty for none.")
  private Set<String> groups;

  @Option(names = "--language", description = "Such as en or pt-BR.")
  private String language;

  NewUser user(String email) {
    return new NewUser(
        email, name, department, role == null ? Role.MEMBER : role, groups(), language);
  }

  UserChange change() {
    return new UserChange(name, department, role, groups(), language);
  }

  private Set<String> groups() {
    return groups != null && groups.equals(Set.of("")) ? Set.of() : groups;
  }
}
