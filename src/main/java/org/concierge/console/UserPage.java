package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.identity.Invitations;
import org.concierge.identity.Invitations.Invitation;
import org.concierge.identity.User;
import org.concierge.identity.UserChange;
import org.concierge.identity.Users;
import org.concierge.problem.Problem;

/** One user: what an administrator may change about them. */
@Page
@Requires(Scope.USERS)
public class UserPage {
  private Users users;
  private Invitations invitations;
  private Visit visit;
  private HttpServletRequest request;

  private User user;
  private String name;
  private String department;
  private String groups;
  private Role role;
  private String typed = "";

  UserPage() {}

  @Inject
  UserPage(Users users, Invitations invitations, Visit visit, HttpServletRequest request) {
    this.users = users;
    this.invitations = invitations;
    this.visit = visit;
    this.request = request;
  }

  public String save() {
    Set<String> wanted = Words.of(groups);
    users.edit(visit.caller(), uuid(), new UserChange(name, department, role, wanted, null));
    visit.tellNext("user.saved");
    return here();
  }

  /** A new link, shown here. */
  public String renew() {
    return renew(false);
  }

  /** A new link by mail. */
  public String mail() {
    return renew(true);
  }

  private String renew(boolean byMail) {
    Invitation made = invitations.renew(visit.caller(), uuid(), byMail);
    Handover.next(visit, request, made, "user.renewed");
    return here();
  }

  public boolean isMailed() {
    return invitations.areMailed(visit.principal().tenant());
  }

  public String disable() {
    users.disable(visit.caller(), uuid());
    visit.tellNext("user.disabled", getUser().email());
    return here();
  }

  public String enable() {
    users.enable(visit.caller(), uuid());
    visit.tellNext("user.enabled", getUser().email());
    return here();
  }

  public String endLogins() {
    users.endCredentials(visit.caller(), uuid());
    visit.tellNext("user.loginsEnded", getUser().email());
    return here();
  }

  public String delete() {
    String email = getUser().email();
    if (!typed.strip().equals(email)) {
      Told.atField("typed", "user.typed.wrong", email);
      return null;
    }
    users.delete(visit.caller(), uuid());
    visit.tellNext("user.deleted", email);
    return Pages.redirect("users");
  }

  /** Another tenant's user is not found, as one who never was. */
  public User getUser() {
    if (user == null) {
      user = users.get(visit.principal().tenant(), uuid());
    }
    return user;
  }

  public boolean isMyself() {
    return getUser().id().equals(visit.principal().id());
  }

  private String here() {
    return Pages.redirect("user") + "&id=" + uuid();
  }

  private UUID uuid() {
    return visit.row().orElseThrow(() -> Problem.notFound("user"));
  }

  public List<Role> getRoles() {
    return List.of(Role.MEMBER, Role.VIEWER, Role.ADMIN);
  }

  public String getName() {
    return name == null ? getUser().name() : name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getDepartment() {
    return department == null ? getUser().department() : department;
  }

  public void setDepartment(String department) {
    this.department = department;
  }

  public String getGroups() {
    return groups == null ? Words.text(getUser().groups()) : groups;
  }

  public void setGroups(String groups) {
    this.groups = groups;
  }

  public Role getRole() {
    return role == null ? getUser().role() : role;
  }

  public void setRole(Role role) {
    this.role = role;
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
