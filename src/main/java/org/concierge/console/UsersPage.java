package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.concierge.access.Requires;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.identity.Invitations;
import org.concierge.identity.Invitations.Invitation;
import org.concierge.identity.User;
import org.concierge.identity.UserRepository;
import org.concierge.identity.Users;
import org.concierge.persistence.Cursor;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** The tenant's users, page by page, and invitations to become one. */
@Page
@Requires(Scope.USERS)
public class UsersPage {
  private static final int ON_A_PAGE = 25;

  private final InvitationForm form = new InvitationForm();
  private Users users;
  private Invitations invitations;
  private Visit visit;
  private HttpServletRequest request;

  private String q = "";
  private String after = "";
  private List<User> found;

  UsersPage() {}

  @Inject
  UsersPage(Users users, Invitations invitations, Visit visit, HttpServletRequest request) {
    this.users = users;
    this.invitations = invitations;
    this.visit = visit;
    this.request = request;
  }

  public List<User> getItems() {
    return page().shown(found());
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    String next = page().next(found(), UserRepository::position, visit.principal().tenant());
    return next == null ? "" : visit.link("users", "q", q, "after", next);
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return after.isEmpty() ? "" : visit.link("users", "q", q);
  }

  /** By mail. */
  public String invite() {
    return invite(true);
  }

  /** By a link that is shown here. */
  public String link() {
    return invite(false);
  }

  private String invite(boolean byMail) {
    try {
      Invitation made = invitations.invite(visit.caller(), List.of(form.read()), byMail).get(0);
      Handover.next(visit, request, made, "users.invited");
      return Pages.redirect("users");
    } catch (Problem problem) {
      if (problem.type() == ProblemType.CONFLICT) {
        Told.atField("email", "users.exists");
      } else if (problem.type() == ProblemType.BAD_REQUEST) {
        Told.atField("email", "users.badEmail");
      } else {
        throw problem;
      }
      return null;
    }
  }

  public boolean isMailed() {
    return invitations.areMailed(visit.principal().tenant());
  }

  private List<User> found() {
    if (found == null) {
      found =
          users.list(visit.principal().tenant(), new UserRepository.Query(page(), q, null, null));
    }
    return found;
  }

  private org.concierge.persistence.Page page() {
    Cursor cursor = Cursor.parse(after, visit.principal().tenant());
    return new org.concierge.persistence.Page(ON_A_PAGE, cursor);
  }

  /** Those that an administrator can give. */
  public List<Role> getRoles() {
    return List.of(Role.MEMBER, Role.VIEWER, Role.ADMIN);
  }

  public String getQ() {
    return q;
  }

  public void setQ(String q) {
    this.q = q == null ? "" : q.strip();
    found = null;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after == null ? "" : after;
    found = null;
  }

  public InvitationForm getForm() {
    return form;
  }
}
