package org.concierge.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.concierge.access.Role;
import org.concierge.access.TenantSelecting;
import org.concierge.problem.Problem;

/**
 * One person to invite, or several as {@code users}.
 *
 * @param mail whether the links go out by mail, where that is set up; they do if it is absent
 */
public record InviteRequest(
    String tenantId,
    String email,
    String name,
    String department,
    String role,
    List<String> groups,
    String language,
    List<Invitee> users,
    Boolean mail)
    implements TenantSelecting {

  /** Somebody to invite; who has no role named is a member. */
  public record Invitee(
      String email,
      String name,
      String department,
      String role,
      List<String> groups,
      String language) {
    NewUser user() {
      Set<String> named = groups == null ? Set.of() : new HashSet<>(groups);
      Role wanted = role == null ? Role.MEMBER : UserFields.role(role);
      return new NewUser(email, name, department, wanted, named, language);
    }
  }

  /**
   * In the order in which they are named.
   *
   * @throws Problem BAD_REQUEST if one of them cannot be invited so
   */
  List<NewUser> people() {
    if (users == null) {
      return List.of(new Invitee(email, name, department, role, groups, language).user());
    }
    if (email != null) {
      throw Problem.badRequest("Send either one person or \"users\".");
    }
    return users.stream().map(InviteRequest::present).map(Invitee::user).toList();
  }

  private static Invitee present(Invitee invitee) {
    if (invitee == null) {
      throw Problem.badRequest("\"users\" holds nobody at one place.");
    }
    return invitee;
  }
}
