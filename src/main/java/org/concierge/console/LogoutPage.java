package org.concierge.console;

import jakarta.inject.Inject;
import org.concierge.access.Public;

/** Leaving, and that one has left. */
@Page
@Public("Ends only what the caller holds.")
public class LogoutPage {
  private ConsoleLogins logins;

  LogoutPage() {}

  @Inject
  LogoutPage(ConsoleLogins logins) {
    this.logins = logins;
  }

  public String signOut() {
    logins.end();
    return Pages.redirect("logout");
  }
}
