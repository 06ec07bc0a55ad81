package org.concierge.oauth;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.bearer.Bearers;
import org.concierge.bearer.Channel;
import org.concierge.bearer.Login;
import org.concierge.bearer.Logins;
import org.concierge.bearer.Tokens;
import org.concierge.identity.User;
import org.concierge.oauth.OauthProblem.Code;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.security.ApiKeys;
import org.concierge.security.KeyLimits;
import org.concierge.tenant.TenantScope;

/**
 * Gives bearers to programs (RFC 6749): for an API key, for a code that a person's yes has made,
 * for a refresh token. Thread safe.
 */
public final class Granting {
  private final AuthorizationRepository codes;
  private final Logins logins;
  private final Logins.Directory users;
  private final Bearers bearers;
  private final Keys keys;
  private final Clock clock;

  /** What API keys are checked with. */
  public record Keys(ApiKeys keys, KeyLimits limits) {}

  /**
   * What is granted.
   *
   * @param refreshToken empty for an API key, which is its own
   * @param scope empty where it is what it was
   */
  record Grant(
      String accessToken,
      Duration expiresIn,
      Optional<String> refreshToken,
      Optional<String> scope) {
    @Override
    public String toString() {
      return "Grant[" + scope + "]";
    }
  }

  public Granting(
      AuthorizationRepository codes,
      Logins logins,
      Logins.Directory users,
      Bearers bearers,
      Keys keys,
      Clock clock) {
    this.codes = codes;
    this.logins = logins;
    this.users = users;
    this.bearers = bearers;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param origin of the web page that asks; null if none does
   * @throws OauthProblem if nothing is granted
   * @throws Problem UNAVAILABLE while the database is away, and as {@link KeyLimits} says
   */
  Grant grant(OauthForm form, String origin) {
    return switch (form.get("grant_type")) {
      case "client_credentials" -> forKey(form, origin);
      case "authorization_code" -> forCode(form);
      case "refresh_token" -> forRefreshToken(form);
      default ->
          throw new OauthProblem(Code.UNSUPPORTED_GRANT_TYPE, "This grant_type is not taken.");
    };
  }

  private Grant forKey(OauthForm form, String origin) {
    String id = form.get("client_id");
    ApiKeys.Known key =
        keys.keys()
            .recognise(form.get("client_secret"))
            .filter(
                known ->
                    known.principal().name().equals(id)
                        || known.principal().id().toString().equals(id))
            .orElseThrow(
                () ->
                    new OauthProblem(
                        Code.INVALID_CLIENT, "The key is unknown, expired or revoked."));
    keys.limits().check(key, origin);
    Principal principal = key.principal();
    Set<Scope> scopes = form.scopes(principal.scopes());
    return new Grant(
        bearers.issue(principal, scopes), Bearers.lifetime(), Optional.empty(), wire(scopes));
  }

  private Grant forCode(OauthForm form) {
    String client = form.get("client_id");
    String redirectUri = form.get("redirect_uri");
    String verifier = form.get("code_verifier");
    AuthorizationRequest request =
        codes
            .use(Pkce.sha256(form.get("code")), clock.instant())
            .filter(found -> found.client().equals(client))
            .filter(found -> found.redirectUri().equals(redirectUri))
            .filter(found -> Pkce.verifies(verifier, found.challenge()))
            .orElseThrow(Granting::invalid);
    User user =
        users
            .find(request.tenant(), request.user())
            .filter(User::isActive)
            .orElseThrow(Granting::invalid);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(request.scopes());
    scopes.retainAll(user.role().scopes());
    Login login = logins.begin(user, Channel.OAUTH, scopes, client);
    if (!TenantScope.get(request.tenant(), () -> codes.begun(request, login.id()))) {
      logins.end(login.tenant(), login.id());
      throw invalid();
    }
    return granted(logins.tokens(login, user), wire(scopes));
  }

  private Grant forRefreshToken(OauthForm form) {
    try {
      String token = form.get("refresh_token");
      Tokens tokens =
          form.find("client_id")
              .map(client -> logins.refresh(token, client))
              .orElseGet(() -> logins.refresh(token));
      return granted(tokens, Optional.empty());
    } catch (Problem problem) {
      if (problem.type() == ProblemType.UNAUTHENTICATED) {
        throw invalid();
      }
      throw problem;
    }
  }

  private static Grant granted(Tokens tokens, Optional<String> scope) {
    return new Grant(
        tokens.accessToken(), tokens.expiresIn(), Optional.of(tokens.refreshToken()), scope);
  }

  private static Optional<String> wire(Set<Scope> scopes) {
    return Optional.of(String.join(" ", Scope.wires(scopes)));
  }

  /** One sentence for all reasons. */
  private static OauthProblem invalid() {
    return new OauthProblem(
        Code.INVALID_GRANT, "The code or refresh token is unknown, used or expired.");
  }
}
