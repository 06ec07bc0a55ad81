package org.concierge.console;

import org.concierge.access.Role;
import org.concierge.identity.NewUser;

/** What is typed to invite a person, as it was typed. */
public class InvitationForm {
  private String email = "";
  private String name = "";
  private String department = "";
  private String groups = "";
  private Role role = Role.MEMBER;

  /**
   * @throws org.concierge.problem.Problem BAD_REQUEST if it cannot be used
   */
  NewUser read() {
    return new NewUser(email, name, department, role, Words.of(groups), "");
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getDepartment() {
    return department;
  }

  public void setDepartment(String department) {
    this.department = department;
  }

  public String getGroups() {
    return groups;
  }

  public void setGroups(String groups) {
    this.groups = groups;
  }

  public Role getRole() {
    return role;
  }

  public void setRole(Role role) {
    this.role = role;
  }
}
