package org.concierge.bearer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.identity.User;
import org.concierge.tenant.TenantId;

/** Makes bearers: JWTs (RFC 7519) signed with ES256, as MicroProfile JWT reads them. */
public final class BearerSigner {
  static final String AUDIENCE = "concierge";
  static final String TENANT = "tenant_id";
  static final String SCOPE = "scope";
  static final String LOGIN = "sid";

  /** Short: what was allowed when it was signed may be read from it by programs of others. */
  static final Duration LIFETIME = Duration.ofMinutes(15);

  private final SigningKeys keys;
  private final String issuer;
  private final Clock clock;

  /**
   * @param issuer the installation's address, without a slash at the end
   */
  public BearerSigner(SigningKeys keys, String issuer, Clock clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Takes what this one signs. */
  BearerVerifier verifier() {
    return new BearerVerifier(keys, issuer, clock);
  }

  String sign(Login login, User user) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(login.scopes());
    scopes.retainAll(user.role().scopes());
    return signed(
        claims(login.tenant(), user.id(), scopes)
            .claim(LOGIN, login.id().toString())
            .claim("upn", user.email())
            .claim("groups", List.of(user.role().wire()))
            .claim("departments", user.person().groups().stream().sorted().toList())
            .build());
  }

  String sign(Principal key, Set<Scope> scopes) {
    return signed(
        claims(key.tenant(), key.id(), scopes)
            .claim("upn", key.name())
            .claim("groups", List.of())
            .build());
  }

  private JWTClaimsSet.Builder claims(TenantId tenant, UUID subject, Set<Scope> scopes) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(AUDIENCE)
        .subject(subject.toString())
        .claim(TENANT, tenant.value())
        .claim(SCOPE, String.join(" ", Scope.wires(scopes)))
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)));
  }

  private String signed(JWTClaimsSet claims) {
    ECKey key = keys.current();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            claims);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("A bearer could not be signed.", e);
    }
    return jwt.serialize();
  }
}
