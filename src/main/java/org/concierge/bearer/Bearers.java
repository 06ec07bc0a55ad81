package org.concierge.bearer;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.identity.User;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * Bearers: issued for a login or an API key, and verified. A bearer opens nothing that its login or
 * key would not open by now. Thread safe.
 */
public final class Bearers {
  /** The beginning of a JWT whose header begins as JSON does, in Base64. */
  private static final Pattern FORM = Pattern.compile("eyJ[^.]*\\.[^.]*\\.[^.]*");

  private final BearerSigner signer;
  private final BearerVerifier verifier;
  private final Logins logins;
  private final Keys keys;

  /** Where living API keys are found. */
  @FunctionalInterface
  public interface Keys {
    Optional<Principal> find(TenantId tenant, UUID key);
  }

  /**
   * @param signer whose bearers alone are taken
   */
  public Bearers(BearerSigner signer, Logins logins, Keys keys) {
    this.signer = signer;
    this.verifier = signer.verifier();
    this.logins = logins;
    this.keys = keys;
  }

  /** How long a bearer is good for. */
  public static Duration lifetime() {
    return BearerSigner.LIFETIME;
  }

  /** Whether a credential is meant as a bearer; what is not may be an API key. */
  public static boolean isMeant(String credential) {
    return FORM.matcher(credential).matches();
  }

  public String issue(Login login, User user) {
    return signer.sign(login, user);
  }

  /** For an API key, which it may stand for while the key lives. */
  public String issue(Principal key, Set<Scope> scopes) {
    return signer.sign(key, scopes);
  }

  /**
   * Who calls with this bearer, as of now.
   *
   * @throws Problem UNAUTHENTICATED, in one sentence for all reasons; UNAVAILABLE while the
   *     database is away
   */
  public Principal verify(String bearer) {
    return verifier
        .verify(bearer)
        .flatMap(this::caller)
        .orElseThrow(
            () ->
                new Problem(
                    ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked."));
  }

  private Optional<Principal> caller(BearerClaims claims) {
    Optional<Principal> living =
        claims.login().isPresent()
            ? logins.current(claims.tenant(), claims.login().get())
            : keys.find(claims.tenant(), claims.subject());
    return living
        .filter(principal -> principal.id().equals(claims.subject()))
        .map(principal -> withScopes(principal, claims.scopes()));
  }

  private static Principal withScopes(Principal principal, Set<Scope> scopes) {
    Set<Scope> both = EnumSet.noneOf(Scope.class);
    both.addAll(principal.scopes());
    both.retainAll(scopes);
    return principal
        .person()
        .map(
            person ->
                Principal.ofPerson(
                    person, principal.tenant(), both, principal.login().orElseThrow()))
        .orElseGet(
            () -> Principal.ofKey(principal.id(), principal.name(), principal.tenant(), both));
  }
}
