package org.concierge.sso;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.concierge.bearer.Login;
import org.concierge.identity.External;
import org.concierge.identity.User;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.sso.AttemptRepository.Wish;
import org.concierge.tenant.SingleSignOn;
import org.concierge.tenant.TenantId;

/**
 * Signs people in by their tenant's identity provider. Whatever a provider says, it speaks of its
 * own tenant only: the tenant is the one whose address was called, and whose settings name the
 * provider. Thread safe.
 */
public final class SigningIn {
  /** A path of ours: no other host, no line break, nothing that a browser reads as a slash. */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

  private static final int MAX_PATH = 1000;
  private static final int MAX_CODE = 4000;

  private final Providers providers;
  private final AttemptRepository attempts;
  private final SsoLoginRepository logins;
  private final Accounts accounts;

  public SigningIn(
      Providers providers,
      AttemptRepository attempts,
      SsoLoginRepository logins,
      Accounts accounts) {
    this.providers = providers;
    this.attempts = attempts;
    this.logins = logins;
    this.accounts = accounts;
  }

  /** Where a browser goes, and what it must bring back. */
  record Begun(Attempt attempt, URI location) {}

  /**
   * How the provider answered, through the browser: each null if it is absent.
   *
   * @param secret of the attempt, from the browser's cookie
   */
  record Answer(String state, String code, String error, String issuer, String secret) {}

  /** Somebody is in. */
  record SignedIn(User user, Login login, Identity identity, Wish wish) {}

  /**
   * @throws Problem if the wish leads elsewhere, or the provider is away
   */
  Begun begin(TenantId tenant, SingleSignOn settings, Wish wish, URI callback) {
    if (wish.then().length() > MAX_PATH || !LOCAL.matcher(wish.then()).matches()) {
      throw SsoProblem.ADDRESS.refused();
    }
    Provider provider = providers.of(settings);
    Attempt attempt = Attempt.begin();
    attempts.insert(tenant, attempt, wish);
    return new Begun(attempt, provider.authorization(attempt, callback));
  }

  /**
   * Ends what was begun, well or not: a second answer to the same attempt is refused.
   *
   * @throws Problem if the answer is not to an attempt of this browser, the provider cannot be
   *     trusted or the person may not enter
   */
  SignedIn complete(TenantId tenant, SingleSignOn settings, Answer answer, URI callback) {
    if (answer.secret() == null) {
      throw SsoProblem.EXPIRED.refused();
    }
    Attempt attempt = new Attempt(AttemptRepository.id(answer.state()), answer.secret());
    Wish wish = attempts.take(tenant, attempt).orElseThrow(SsoProblem.EXPIRED::refused);
    if (answer.error() != null) {
      throw (answer.error().equals("access_denied")
              ? SsoProblem.DENIED
              : SsoProblem.PROVIDER_ANSWER)
          .refused();
    }
    if (answer.code() == null || answer.code().isEmpty() || answer.code().length() > MAX_CODE) {
      throw SsoProblem.PROVIDER_ANSWER.refused();
    }
    Identity identity =
        providers
            .of(settings)
            .identify(attempt, callback, answer.code(), Optional.ofNullable(answer.issuer()));
    User user = admit(tenant, external(settings, identity));
    Login login = accounts.begin(user);
    logins.insert(tenant, login.id(), identity);
    return new SignedIn(user, login, identity, wish);
  }

  private User admit(TenantId tenant, External external) {
    User user;
    try {
      user = accounts.admit(tenant, external);
    } catch (Problem problem) {
      if (problem.type() == ProblemType.UNAVAILABLE) {
        throw problem;
      }
      throw SsoProblem.NOT_ADMITTED.refused(problem);
    }
    if (!user.isActive() || !user.tenant().equals(tenant)) {
      throw SsoProblem.NOT_ADMITTED.refused();
    }
    return user;
  }

  /**
   * An e-mail counts only if the provider has checked it, and takes somebody for an existing user
   * only if the tenant has said that its provider may speak for that domain.
   */
  private static External external(SingleSignOn settings, Identity identity) {
    String email = identity.email().toLowerCase(Locale.ROOT);
    boolean owned =
        identity.emailVerified()
            && settings.allowedDomains().contains(email.substring(email.lastIndexOf('@') + 1));
    if (!settings.allowedDomains().isEmpty() && !owned) {
      throw SsoProblem.EMAIL.refused();
    }
    RoleMapping mapping = new RoleMapping(settings);
    return new External(
        identity.issuer(),
        identity.subject(),
        identity.emailVerified() ? email : "",
        owned,
        identity.name(),
        mapping.role(identity.claims()),
        mapping.groups(identity.claims()));
  }
}
