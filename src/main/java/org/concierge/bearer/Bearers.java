package org.concierge.bearer;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.identity.User;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

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

  /**
   * Who calls, as MicroProfile JWT shows it to whoever asks the container.
   *
   * @param bearer one that was verified
   * @param caller whom it stands for
   */
  public static java.security.Principal shown(String bearer, Principal caller) {
    return new Shown(bearer, caller);
  }

  /** Its claims are read when somebody asks for them: hardly anybody does. */
  private static final class Shown implements JsonWebToken {
    private static final Set<String> SETS = Set.of("aud", "groups");

    private final String bearer;
    private final Principal caller;

    private Shown(String bearer, Principal caller) {
      this.bearer = bearer;
      this.caller = caller;
    }

    @Override
    public String getName() {
      return caller.getName();
    }

    @Override
    public Set<String> getClaimNames() {
      Set<String> names = new TreeSet<>(claims().keySet());
      names.add(Claims.raw_token.name());
      return names;
    }

    /** As the specification types them: times in seconds, audience and groups as sets. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
      if (name.equals(Claims.raw_token.name())) {
        return (T) bearer;
      }
      Object value = claims().get(name);
      return (T) (SETS.contains(name) && value != null ? new TreeSet<>((List<?>) value) : value);
    }

    private Map<String, Object> claims() {
      try {
        JWTClaimsSet claims = JWTParser.parse(bearer).getJWTClaimsSet();
        Map<String, Object> values = new TreeMap<>(claims.getClaims());
        values.replaceAll(
            (name, value) -> value instanceof Date ? ((Date) value).getTime() / 1000 : value);
        return values;
      } catch (ParseException e) {
        throw new IllegalStateException("A bearer that was verified cannot be read.", e);
      }
    }
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
