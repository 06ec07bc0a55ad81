package org.concierge.sso;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Why somebody could not sign in by the tenant's identity provider: a code in the address of the
 * login page, which has the sentence.
 */
public enum SsoProblem {
  EXPIRED(
      ProblemType.UNAUTHENTICATED,
      "This sign-in is too old, was used already or was begun in another browser. Sign in again."),
  DENIED(ProblemType.FORBIDDEN, "The sign-in was cancelled or refused by the identity provider."),
  PROVIDER_DOWN(
      ProblemType.UNAVAILABLE,
      "The identity provider of this organisation does not answer. Try again in a moment."),
  PROVIDER_ANSWER(
      ProblemType.UNAUTHENTICATED,
      "The identity provider's answer could not be trusted. Tell your administrator."),
  EMAIL(
      ProblemType.FORBIDDEN,
      "The identity provider does not vouch for your e-mail address. Tell your administrator."),
  ROLE(ProblemType.FORBIDDEN, "You have no role here yet. Ask your administrator for one."),
  NOT_ADMITTED(ProblemType.FORBIDDEN, "You cannot sign in here this way. Ask your administrator."),
  BUSY(ProblemType.TOO_MANY_REQUESTS, "Too many sign-ins at once. Try again in a minute."),
  ADDRESS(ProblemType.BAD_REQUEST, "\"then\" must be a path of this server, such as /dashboard/."),
  FAILED(ProblemType.UNAVAILABLE, "The sign-in failed. Try again in a moment.");

  private final ProblemType type;
  private final String sentence;

  SsoProblem(ProblemType type, String sentence) {
    this.type = type;
    this.sentence = sentence;
  }

  /** What stands in the address of the login page. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For the person who could not sign in. */
  public String sentence() {
    return sentence;
  }

  /** Empty if the code is none of these. */
  public static Optional<SsoProblem> of(String code) {
    return Arrays.stream(values()).filter(problem -> problem.code().equals(code)).findFirst();
  }

  Refused refused() {
    return refused(null);
  }

  Refused refused(Throwable cause) {
    return new Refused(this, cause);
  }

  /** As a problem, for programs. */
  static final class Refused extends Problem {
    private static final long serialVersionUID = 1L;

    private final SsoProblem what;

    private Refused(SsoProblem what, Throwable cause) {
      super(what.type, what.sentence, cause);
      this.what = what;
    }

    SsoProblem what() {
      return what;
    }
  }
}
