package org.concierge.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a token is the provider's and meant for us (OpenID Connect Core 3.1.3.7). Keys come from
 * the provider's published set alone, never from the token, and only for signatures that no secret
 * of ours could make.
 */
final class TokenChecks {
  private static final Duration KEYS_KEPT = Duration.ofMinutes(15);

  /**
   * Longer than a request takes: whoever waits for the keys gets the answer of the one who asks.
   */
  private static final Duration KEYS_AWAITED = Duration.ofSeconds(12);

  /** Tokens with invented key ids must not make us call the provider each time. */
  private static final Duration KEYS_ASKED_AT_MOST_EVERY = Duration.ofSeconds(5);

  /** Keys that are known already outlive a provider that cannot be reached. */
  private static final Duration KEYS_KEPT_IN_OUTAGE = Duration.ofHours(4);

  private final ClientID client;
  private final IDTokenValidator idTokens;
  private final LogoutTokenValidator logoutTokens;

  TokenChecks(OIDCProviderMetadata metadata, ClientID client, ProviderCalls calls)
      throws IOException, ParseException {
    this.client = client;
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), calls)
            .cache(KEYS_KEPT.toMillis(), KEYS_AWAITED.toMillis())
            .refreshAheadCache(false)
            .rateLimited(KEYS_ASKED_AT_MOST_EVERY.toMillis())
            .outageTolerant(KEYS_KEPT_IN_OUTAGE.toMillis())
            .build();
    JWSKeySelector<SecurityContext> selector =
        new JWSVerificationKeySelector<>(algorithms(metadata), keys);
    Issuer issuer = metadata.getIssuer();
    idTokens = new IDTokenValidator(issuer, client, selector, null);
    logoutTokens = new LogoutTokenValidator(issuer, client, selector, null);
  }

  private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) throws ParseException {
    List<JWSAlgorithm> told = metadata.getIDTokenJWSAlgs();
    Set<JWSAlgorithm> algorithms =
        (told == null ? List.of(JWSAlgorithm.RS256) : told)
            .stream().filter(JWSAlgorithm.Family.SIGNATURE::contains).collect(Collectors.toSet());
    if (algorithms.isEmpty()) {
      throw new ParseException("The provider signs with nothing that others could verify.");
    }
    return algorithms;
  }

  /**
   * The claims of a good token.
   *
   * @throws BadJOSEException if it is not
   * @throws JOSEException if the keys could not be had
   */
  Map<String, Object> idToken(SignedJWT token, Nonce nonce, AccessToken access)
      throws BadJOSEException, JOSEException, ParseException {
    IDTokenClaimsSet claims = idTokens.validate(token, nonce);
    if (claims.getAudience().size() > 1 && claims.getAuthorizedParty() == null) {
      throw new BadJWTException("The token is for several, and does not say who asked for it.");
    }
    AuthorizedParty asked = claims.getAuthorizedParty();
    if (asked != null && !asked.getValue().equals(client.getValue())) {
      throw new BadJWTException("Another program asked for the token.");
    }
    if (claims.getAccessTokenHash() != null) {
      try {
        AccessTokenValidator.validate(
            access, token.getHeader().getAlgorithm(), claims.getAccessTokenHash());
      } catch (InvalidHashException e) {
        throw new BadJWTException("The token belongs to another access token.", e);
      }
    }
    return claims.toJSONObject();
  }

  /** As {@link #idToken}, for the word that somebody has logged out. */
  LogoutTokenClaimsSet logoutToken(SignedJWT token) throws BadJOSEException, JOSEException {
    return logoutTokens.validate(token);
  }
}
