package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.concierge.access.Public;
import org.concierge.access.RequestId;
import org.concierge.identity.Invitations;
import org.concierge.identity.User;
import org.concierge.login.PasswordLogin;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** What an invitation's link leads to: its bearer chooses a password, and is in. */
@Page
@Public("Only the bearer of a one-time token gets anywhere from here.")
public class InvitePage {
  private Invitations invitations;
  private ConsoleLogins logins;
  private PasswordLogin passwords;
  private HttpServletRequest request;

  private String token = "";
  private String name = "";
  private String password = "";
  private String again = "";

  InvitePage() {}

  @Inject
  InvitePage(
      Invitations invitations,
      ConsoleLogins logins,
      PasswordLogin passwords,
      HttpServletRequest request) {
    this.invitations = invitations;
    this.logins = logins;
    this.passwords = passwords;
    this.request = request;
  }

  public String accept() {
    if (!password.equals(again)) {
      Told.atField("again", "password.differ");
      return null;
    }
    User user;
    try {
      if (!passwords.isOpen(invitations.invited(token).tenant())) {
        Told.refused("invite.unknown");
        return null;
      }
      user = invitations.accept(token, password, name, requestId());
    } catch (Problem problem) {
      if (problem.type() == ProblemType.NOT_FOUND) {
        Told.refused("invite.unknown");
      } else if (problem.type() == ProblemType.UNPROCESSABLE) {
        Told.atField("password", "password.weak");
      } else {
        throw problem;
      }
      return null;
    }
    Memberships.forgetAll(request);
    String home = logins.begin(List.of(user));
    Told.next(request, "invite.done");
    return Pages.redirect(home);
  }

  private String requestId() {
    return String.valueOf(request.getAttribute(RequestId.ATTRIBUTE));
  }

  public String getToken() {
    return token;
  }

  public void setToken(String token) {
    this.token = token == null ? "" : token;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getAgain() {
    return again;
  }

  public void setAgain(String again) {
    this.again = again;
  }
}
