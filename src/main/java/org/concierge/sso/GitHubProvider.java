package org.concierge.sso;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONArrayUtils;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.tenant.SingleSignOn;

/**
 * GitHub, whose sign-in is plain OAuth 2: there is no ID token, so who it was is asked of its API,
 * with the token that the code was good for. Roles and logouts it knows none.
 */
final class GitHubProvider implements Provider {
  private static final String PUBLIC = "github.com";

  private final SingleSignOn settings;
  private final ProviderCalls calls;
  private final URI api;

  GitHubProvider(SingleSignOn settings, ProviderCalls calls) {
    this.settings = settings;
    this.calls = calls;
    // A GitHub of one's own has its API below itself.
    this.api =
        PUBLIC.equals(settings.issuer().getHost())
            ? URI.create("https://api.github.com")
            : URI.create(settings.issuer() + "/api/v3");
  }

  @Override
  public URI authorization(Attempt attempt, URI callback) {
    return new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(settings.clientId()))
        .endpointURI(at("/login/oauth/authorize"))
        .redirectionURI(callback)
        .scope(new Scope("read:user", "user:email"))
        .state(new State(attempt.id().toString()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  @Override
  public Identity identify(Attempt attempt, URI callback, String code, Optional<String> issuer) {
    try {
      String token = token(attempt, callback, code);
      Map<String, Object> user = JSONObjectUtils.parse(calls.get(URI.create(api + "/user"), token));
      // The login can be given to somebody else one day, the number cannot.
      if (!(user.get("id") instanceof Number id)) {
        throw SsoProblem.PROVIDER_ANSWER.refused();
      }
      String email = email(calls.get(URI.create(api + "/user/emails"), token));
      return new Identity(
          settings.issuer().toString(),
          String.valueOf(id.longValue()),
          email,
          !email.isEmpty(),
          user.get("name") instanceof String name ? name : String.valueOf(user.get("login")),
          Map.of(),
          Optional.empty(),
          Optional.empty());
    } catch (IOException e) {
      throw SsoProblem.PROVIDER_DOWN.refused(e);
    } catch (ParseException e) {
      throw SsoProblem.PROVIDER_ANSWER.refused(e);
    }
  }

  private String token(Attempt attempt, URI callback, String code)
      throws IOException, ParseException {
    TokenResponse response =
        TokenResponse.parse(
            calls.tokens(
                at("/login/oauth/access_token"),
                List.of(ClientAuthenticationMethod.CLIENT_SECRET_POST),
                settings,
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code), callback, new CodeVerifier(attempt.verifier()))));
    if (response instanceof AccessTokenResponse good) {
      return good.getTokens().getAccessToken().getValue();
    }
    throw SsoProblem.PROVIDER_ANSWER.refused();
  }

  /** The primary one if it is verified, else "". */
  private static String email(String json) throws ParseException {
    for (Object item : JSONArrayUtils.parse(json)) {
      if (item instanceof Map<?, ?> one
          && Boolean.TRUE.equals(one.get("primary"))
          && Boolean.TRUE.equals(one.get("verified"))
          && one.get("email") instanceof String email) {
        return email;
      }
    }
    return "";
  }

  private URI at(String path) {
    return URI.create(settings.issuer() + path);
  }

  @Override
  public Optional<URI> endSession(Optional<String> idToken, URI afterwards) {
    return Optional.empty();
  }

  @Override
  public LoggedOut loggedOut(String logoutToken) {
    throw Problem.notFound("endpoint");
  }
}
