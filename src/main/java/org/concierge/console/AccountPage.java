package org.concierge.console;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Principal;
import org.concierge.access.Requires;
import org.concierge.bearer.Logins;
import org.concierge.identity.User;
import org.concierge.identity.UserChange;
import org.concierge.identity.Users;
import org.concierge.login.PasswordLogin;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** The visitor's own name, language, password and logins. */
@Page
@Requires({})
public class AccountPage {
  private final PasswordForm form = new PasswordForm();
  private Users users;
  private PasswordLogin passwords;
  private Logins allLogins;
  private ConsoleLogins logins;
  private Visit visit;

  private User user;
  private String name;
  private String language;

  AccountPage() {}

  @Inject
  AccountPage(
      Users users, PasswordLogin passwords, Logins allLogins, ConsoleLogins logins, Visit visit) {
    this.users = users;
    this.passwords = passwords;
    this.allLogins = allLogins;
    this.logins = logins;
    this.visit = visit;
  }

  public String save() {
    users.edit(visit.caller(), me().id(), new UserChange(name, null, null, null, language));
    visit.speak(language);
    visit.tellNext("account.saved");
    return Pages.redirect("account");
  }

  public String changePassword() {
    if (!form.agrees()) {
      Told.atField("again", "password.differ");
      return null;
    }
    try {
      passwords.changePassword(visit.caller(), form.getPresent(), form.getFresh(), visit.address());
    } catch (Problem problem) {
      if (problem.type() == ProblemType.FORBIDDEN) {
        Told.atField("present", "password.notPresent");
        return null;
      }
      if (problem.type() == ProblemType.UNPROCESSABLE) {
        Told.atField("fresh", "password.weak");
        return null;
      }
      throw problem;
    }
    // It has ended all that was let in before, this browser too.
    logins.again(users.get(me().tenant(), me().id()));
    visit.tellNext("account.passwordChanged");
    return Pages.redirect("account");
  }

  public String end(UUID login) {
    // The id comes from the page, so it may be anybody's.
    if (getLogins().stream().noneMatch(own -> own.id().equals(login))) {
      throw Problem.notFound("login");
    }
    allLogins.end(me().tenant(), login);
    visit.tellNext("account.ended");
    return Pages.redirect("account");
  }

  public String endEverywhere() {
    users.endCredentials(visit.caller(), me().id());
    allLogins.endAll(me().tenant(), me().id());
    logins.end();
    return Pages.redirect("logout");
  }

  public List<Row> getLogins() {
    return allLogins.of(me().tenant(), me().id()).stream()
        .filter(login -> !login.createdAt().isBefore(user().validFrom()))
        .map(
            login ->
                new Row(
                    login.id(),
                    login.channel().name(),
                    login.createdAt(),
                    me().login().equals(Optional.of(login.id()))))
        .toList();
  }

  /**
   * A login.
   *
   * @param current the one of this browser
   */
  public record Row(UUID id, String channel, Instant since, boolean current) {}

  private Principal me() {
    return visit.principal();
  }

  private User user() {
    if (user == null) {
      user = users.get(me().tenant(), me().id());
    }
    return user;
  }

  public String getName() {
    return name == null ? user().name() : name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getLanguage() {
    return language == null ? user().language() : language;
  }

  public void setLanguage(String language) {
    this.language = language;
  }

  public PasswordForm getForm() {
    return form;
  }
}
