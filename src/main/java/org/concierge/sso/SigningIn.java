package org.concierge.sso;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.bearer.Login;
import org.concierge.bearer.Tokens;
import org.concierge.identity.External;
import org.concierge.identity.User;
import org.concierge.limit.Limit;
import org.concierge.limit.Rate;
import org.concierge.limit.Throttle;
import org.concierge.login.LoginLimits;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.sso.Provider.Identity;
import org.concierge.sso.SsoRepository.Wish;
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
  private static final int MAX_NAME = 100;

  /** What is begun and not ended well; an office behind one address signs in at nine. */
  private static final Rate RATE = new Rate(100, Duration.ofSeconds(1));

  private final Providers providers;
  private final SsoRepository repository;
  private final Accounts accounts;
  private final Throttle throttle;
  private final Audit audit;

  public SigningIn(
      Providers providers,
      SsoRepository repository,
      Accounts accounts,
      Throttle throttle,
      Audit audit) {
    this.providers = providers;
    this.repository = repository;
    this.accounts = accounts;
    this.throttle = throttle;
    this.audit = audit;
  }

  /**
   * Who comes along: nobody yet.
   *
   * @param address where from
   * @param requestId for the audit
   */
  record Visitor(String address, String requestId) {
    Limit limit() {
      return Limit.of(RATE, "sso", LoginLimits.network(address));
    }

    Caller in(TenantId tenant) {
      return new Caller(Caller.NOBODY, "", tenant, requestId);
    }
  }

  /** Where a browser goes, and what it must bring back. */
  record Begun(Attempt attempt, URI location) {}

  /**
   * How the provider answered, through the browser: each but the first null if it is absent.
   *
   * @param state the attempt's id
   * @param secret of the attempt, from the browser's cookie
   */
  record Answer(UUID state, String code, String error, String issuer, String secret) {}

  /** Somebody is in. */
  record SignedIn(User user, Login login, Identity identity, Wish wish) {}

  /**
   * @throws Problem if the wish leads elsewhere, the provider is away or too many come from there
   */
  Begun begin(TenantId tenant, SingleSignOn settings, Wish wish, URI callback, Visitor visitor) {
    if (wish.then().length() > MAX_PATH || !LOCAL.matcher(wish.then()).matches()) {
      throw SsoProblem.ADDRESS.refused();
    }
    if (!throttle.tryTake(visitor.limit())) {
      throw SsoProblem.BUSY.refused();
    }
    Provider provider = providers.of(settings);
    Attempt attempt = Attempt.begin();
    repository.insert(tenant, attempt, wish);
    return new Begun(attempt, provider.authorization(attempt, callback));
  }

  /**
   * Ends what was begun, well or not: a second answer to the same attempt is refused.
   *
   * @throws Problem if the answer is not to an attempt of this browser, the provider cannot be
   *     trusted or the person may not enter
   */
  SignedIn complete(
      TenantId tenant, SingleSignOn settings, Answer answer, URI callback, Visitor visitor) {
    try {
      SignedIn signedIn = signIn(tenant, settings, answer, callback);
      User user = signedIn.user();
      audit.record(
          new Caller(user.id(), user.email(), tenant, visitor.requestId()),
          "login.succeeded",
          user.id().toString(),
          Map.of("channel", "sso", "issuer", signedIn.identity().issuer()));
      throttle.giveBack(visitor.limit());
      return signedIn;
    } catch (SsoProblem.Refused e) {
      audit.record(
          visitor.in(tenant),
          "login.failed",
          "",
          Map.of("channel", "sso", "reason", e.what().code()));
      throw e;
    }
  }

  private SignedIn signIn(TenantId tenant, SingleSignOn settings, Answer answer, URI callback) {
    if (answer.secret() == null) {
      throw SsoProblem.EXPIRED.refused();
    }
    Attempt attempt = new Attempt(answer.state(), answer.secret());
    Wish wish = repository.take(tenant, attempt).orElseThrow(SsoProblem.EXPIRED::refused);
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
    User user = admit(tenant, external(tenant, settings, identity));
    Login login = accounts.begin(user);
    repository.insert(tenant, login.id(), identity);
    return new SignedIn(user, login, identity, wish);
  }

  /** The first tokens of a login, for a program. */
  Tokens tokens(SignedIn signedIn) {
    return accounts.tokens(signedIn.login(), signedIn.user());
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
   * An e-mail counts only if the provider has checked it. It takes somebody for an existing user
   * only if the tenant has said that its provider may speak for that domain; otherwise it is theirs
   * if it is nobody's yet.
   */
  private External external(TenantId tenant, SingleSignOn settings, Identity identity) {
    String email = identity.emailVerified() ? identity.email().toLowerCase(Locale.ROOT) : "";
    String domain = email.substring(email.lastIndexOf('@') + 1);
    boolean owned = !email.isEmpty() && settings.allowedDomains().contains(domain);
    if (!settings.allowedDomains().isEmpty() && !owned) {
      throw SsoProblem.EMAIL.refused();
    }
    boolean free = !owned && !email.isEmpty() && !accounts.hasUser(tenant, email);
    RoleMapping mapping = new RoleMapping(settings);
    return new External(
        identity.issuer(),
        identity.subject(),
        email,
        owned || free,
        printable(identity.name()),
        mapping.role(identity.claims()),
        mapping.newRole(),
        mapping.groups(identity.claims()));
  }

  private static String printable(String name) {
    String line = name.replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() > MAX_NAME ? line.substring(0, MAX_NAME) : line;
  }
}
