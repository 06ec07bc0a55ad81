package org.concierge.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.SingleSignOn;

/** OpenID Connect: the authorization code flow with PKCE, and both ways of single logout. */
final class OpenIdProvider implements Provider {
  private final SingleSignOn settings;
  private final OIDCProviderMetadata metadata;
  private final ProviderCalls calls;
  private final ClientID client;
  private final TokenChecks checks;

  OpenIdProvider(SingleSignOn settings, OIDCProviderMetadata metadata, ProviderCalls calls)
      throws ParseException, IOException {
    this.settings = settings;
    this.metadata = metadata;
    this.calls = calls;
    this.client = new ClientID(settings.clientId());
    this.checks = new TokenChecks(metadata, client, calls);
  }

  @Override
  public URI authorization(Attempt attempt, URI callback) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, new Scope("openid", "email", "profile"), client, callback)
        .endpointURI(metadata.getAuthorizationEndpointURI())
        .state(new State(attempt.id().toString()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  @Override
  public Identity identify(Attempt attempt, URI callback, String code, Optional<String> issuer) {
    // RFC 9207: an answer that another provider gave must not be taken to this one.
    if (issuer.isEmpty()
        ? metadata.supportsAuthorizationResponseIssuerParam()
        : !issuer.get().equals(metadata.getIssuer().getValue())) {
      throw SsoProblem.PROVIDER_ANSWER.refused();
    }
    try {
      OIDCTokens tokens = tokens(attempt, callback, code);
      if (!(tokens.getIDToken() instanceof SignedJWT idToken)) {
        throw SsoProblem.PROVIDER_ANSWER.refused();
      }
      Map<String, Object> claims =
          new LinkedHashMap<>(
              checks.idToken(idToken, new Nonce(attempt.nonce()), tokens.getAccessToken()));
      if (!claims.containsKey("email") && metadata.getUserInfoEndpointURI() != null) {
        userInfo(tokens.getAccessToken().getValue(), claims)
            .forEach((name, value) -> claims.putIfAbsent(name, value));
      }
      return identity(claims, idToken.serialize());
    } catch (IOException e) {
      throw SsoProblem.PROVIDER_DOWN.refused(e);
    } catch (ParseException | BadJOSEException e) {
      throw SsoProblem.PROVIDER_ANSWER.refused(e);
    } catch (JOSEException e) {
      // The keys could not be had: the token was not even looked at.
      throw SsoProblem.PROVIDER_DOWN.refused(e);
    }
  }

  private OIDCTokens tokens(Attempt attempt, URI callback, String code)
      throws IOException, ParseException {
    TokenResponse response =
        OIDCTokenResponseParser.parse(
            calls.tokens(
                metadata.getTokenEndpointURI(),
                metadata.getTokenEndpointAuthMethods(),
                settings,
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code), callback, new CodeVerifier(attempt.verifier()))));
    if (response instanceof OIDCTokenResponse good) {
      return good.getOIDCTokens();
    }
    throw SsoProblem.PROVIDER_ANSWER.refused(
        new IOException(response.toErrorResponse().getErrorObject().getCode()));
  }

  /** Providers may keep the e-mail out of the ID token; it must be the same person's. */
  private Map<String, Object> userInfo(String token, Map<String, Object> claims)
      throws IOException, ParseException {
    Map<String, Object> info =
        JSONObjectUtils.parse(calls.get(metadata.getUserInfoEndpointURI(), token));
    if (!claims.get("sub").equals(info.get("sub"))) {
      throw SsoProblem.PROVIDER_ANSWER.refused();
    }
    return info;
  }

  private Identity identity(Map<String, Object> claims, String idToken) {
    return new Identity(
        metadata.getIssuer().getValue(),
        text(claims, "sub"),
        text(claims, "email"),
        // Some providers write it as a text.
        Boolean.parseBoolean(String.valueOf(claims.get("email_verified"))),
        text(claims, "name"),
        claims,
        Optional.of(text(claims, "sid")).filter(sid -> !sid.isEmpty()),
        Optional.of(idToken));
  }

  private static String text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? text : "";
  }

  @Override
  public Optional<URI> endSession(Optional<String> idToken, URI afterwards) {
    URI endpoint = metadata.getEndSessionEndpointURI();
    if (endpoint == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LogoutRequest(
                  endpoint,
                  idToken.isPresent() ? SignedJWT.parse(idToken.get()) : null,
                  null,
                  client,
                  afterwards,
                  null,
                  null)
              .toURI());
    } catch (java.text.ParseException e) {
      throw new IllegalStateException("This token was parsed before.", e);
    }
  }

  @Override
  public LoggedOut loggedOut(String logoutToken) {
    try {
      LogoutTokenClaimsSet claims = checks.logoutToken(SignedJWT.parse(logoutToken));
      return new LoggedOut(
          metadata.getIssuer().getValue(),
          Optional.ofNullable(claims.getSubject()).map(subject -> subject.getValue()),
          Optional.ofNullable(claims.getSessionID()).map(session -> session.getValue()));
    } catch (java.text.ParseException | BadJOSEException e) {
      throw new Problem(
          ProblemType.BAD_REQUEST,
          "\"logout_token\" is not one of this organisation's identity provider.",
          e);
    } catch (JOSEException e) {
      throw SsoProblem.PROVIDER_DOWN.refused(e);
    }
  }
}
