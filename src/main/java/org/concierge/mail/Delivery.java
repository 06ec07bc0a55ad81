package org.concierge.mail;

import java.util.Optional;

/** What became of a mail. */
public enum Delivery {
  /** There is no mail server, or nobody wanted a mail. */
  NONE(""),
  /** A server has taken it; whether it arrives, only its reader can tell. */
  SENT(""),
  UNREACHABLE("The mail server cannot be reached, or does not answer in time."),
  LOGIN_REFUSED("The mail server does not accept the login of SMTP_USER."),
  INSECURE("The mail server offers no connection that is encrypted and can be trusted."),
  NO_ADDRESS("The mail server takes no mail for this address."),
  REFUSED("The mail server has refused the mail.");

  private final String problem;

  Delivery(String problem) {
    this.problem = problem;
  }

  /** Why it was not sent, in words for an administrator; empty if that is no failure. */
  public Optional<String> problem() {
    return Optional.of(problem).filter(text -> !text.isEmpty());
  }
}
