package org.concierge.identity;

import java.util.Set;
import java.util.TreeSet;
import org.concierge.access.Role;

/**
 * A user to be: checked and brought into form by the constructor.
 *
 * @param email or, for one who is not invited, a name to log in with
 * @param department "" if not told
 * @param language BCP 47, "" for the browser's
 */
public record NewUser(
    String email, String name, String department, Role role, Set<String> groups, String language) {

  /**
   * @throws org.concierge.problem.Problem BAD_REQUEST naming the member that cannot be used
   */
  public NewUser {
    email = UserFields.login(email);
    name = UserFields.name(name);
    department = UserFields.department(department);
    groups = new TreeSet<>(UserFields.groups(groups));
    language = UserFields.language(language);
  }

  /** With an e-mail, and nothing else that would have to be told. */
  public static NewUser of(String email, String name, Role role) {
    return new NewUser(email, name, "", role, Set.of(), "");
  }
}
