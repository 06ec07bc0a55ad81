package org.concierge.bearer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concierge.access.Scope;
import org.concierge.tenant.TenantId;

/**
 * Whether a bearer is one that we have signed, and is of now. Everything that a JWT could choose is
 * fixed: the algorithm, the type, the header's members; the key is one of ours or none.
 */
final class BearerVerifier {
  /** Ours have some 800 characters; what is longer is not even parsed. */
  private static final int MAX_LENGTH = 8 * 1024;

  /** Clocks of nodes differ by less. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  /** No address of a key, no key of its own, nothing critical that would have to be understood. */
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

  private final SigningKeys keys;
  private final String issuer;
  private final Clock clock;

  BearerVerifier(SigningKeys keys, String issuer, Clock clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Empty for everything but a bearer of ours that has not expired; why, is not told. */
  Optional<BearerClaims> verify(String bearer) {
    if (bearer.length() > MAX_LENGTH || !FORM.matcher(bearer).matches()) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(bearer);
      return isSigned(jwt) && isOfNow(jwt.getJWTClaimsSet())
          ? claims(jwt.getJWTClaimsSet())
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      // A library's words about a forgery are nothing for anybody.
      return Optional.empty();
    }
  }

  private boolean isSigned(SignedJWT jwt) throws JOSEException {
    JWSHeader header = jwt.getHeader();
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
        || !JOSEObjectType.JWT.equals(header.getType())
        || !header.getIncludedParams().equals(HEADER)) {
      return false;
    }
    Optional<ECKey> key = keys.verifying(header.getKeyID());
    return key.isPresent() && jwt.verify(new ECDSAVerifier(key.get()));
  }

  private boolean isOfNow(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Date expires = claims.getExpirationTime();
    Date issued = claims.getIssueTime();
    Date notBefore = claims.getNotBeforeTime();
    return issuer.equals(claims.getIssuer())
        && claims.getAudience().equals(List.of(BearerSigner.AUDIENCE))
        && expires != null
        && expires.toInstant().plus(SKEW).isAfter(now)
        && issued != null
        && !issued.toInstant().isAfter(now.plus(SKEW))
        && (notBefore == null || !notBefore.toInstant().isAfter(now.plus(SKEW)));
  }

  private static Optional<BearerClaims> claims(JWTClaimsSet claims) throws ParseException {
    String tenant = claims.getStringClaim(BearerSigner.TENANT);
    String login = claims.getStringClaim(BearerSigner.LOGIN);
    String scope = claims.getStringClaim(BearerSigner.SCOPE);
    if (tenant == null
        || scope == null
        || claims.getSubject() == null
        || claims.getJWTID() == null) {
      return Optional.empty();
    }
    Set<Scope> scopes =
        Arrays.stream(scope.split(" "))
            .flatMap(wire -> Scope.parse(wire).stream())
            .collect(Collectors.toSet());
    return TenantId.parse(tenant)
        .map(
            id ->
                new BearerClaims(
                    id,
                    UUID.fromString(claims.getSubject()),
                    Optional.ofNullable(login).map(UUID::fromString),
                    scopes));
  }
}
