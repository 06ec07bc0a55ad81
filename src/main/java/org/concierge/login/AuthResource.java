package org.concierge.login;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.concierge.access.Public;
import org.concierge.access.RequestId;
import org.concierge.bearer.Channel;
import org.concierge.bearer.Login;
import org.concierge.bearer.Logins;
import org.concierge.bearer.Tokens;
import org.concierge.identity.Invitations;
import org.concierge.identity.User;
import org.concierge.limit.TrustedProxies;
import org.concierge.problem.Problem;

/** How a person gets a bearer: by a password, a refresh token or an invitation. */
@Path("auth")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {
  private PasswordLogin passwords;
  private Invitations invitations;
  private Logins logins;
  private ForgottenPasswords forgotten;
  private HttpServletRequest request;
  private RequestId requestId;

  public AuthResource() {}

  @Inject
  public AuthResource(
      PasswordLogin passwords,
      Invitations invitations,
      Logins logins,
      ForgottenPasswords forgotten,
      HttpServletRequest request,
      RequestId requestId) {
    this.passwords = passwords;
    this.invitations = invitations;
    this.logins = logins;
    this.forgotten = forgotten;
    this.request = request;
    this.requestId = requestId;
  }

  /**
   * Who somebody says they are.
   *
   * @param tenantId needed only by those whose password opens several
   */
  public record LoginRequest(String tenantId, String email, String password) {
    @Override
    public String toString() {
      return "LoginRequest";
    }
  }

  /** Who has forgotten a password, perhaps in one tenant only. */
  public record ForgottenRequest(String tenantId, String email) {}

  /** A refresh token that was not used yet. */
  public record RefreshRequest(String refreshToken) {
    @Override
    public String toString() {
      return "RefreshRequest";
    }
  }

  /** The token of a link, and the password that shall hold from now on. */
  public record AcceptRequest(String token, String password, String name) {
    @Override
    public String toString() {
      return "AcceptRequest";
    }
  }

  /**
   * After OAuth 2 (RFC 6749, section 5.1).
   *
   * @param expiresIn seconds
   */
  public record TokensView(
      String accessToken, String refreshToken, String tokenType, long expiresIn) {
    static TokensView of(Tokens tokens) {
      return new TokensView(
          tokens.accessToken(), tokens.refreshToken(), "Bearer", tokens.expiresIn().toSeconds());
    }

    @Override
    public String toString() {
      return "TokensView";
    }
  }

  @POST
  @Path("login")
  @Public("whoever has no credential yet gets one here; guessing is slowed down")
  public TokensView login(LoginRequest body) {
    if (body == null || body.email() == null || body.password() == null) {
      throw Problem.badRequest("\"email\" and \"password\" are needed.");
    }
    User user =
        passwords.verify(
            new Attempt(
                Optional.ofNullable(body.tenantId()),
                body.email(),
                body.password(),
                TrustedProxies.client(request),
                requestId.value()));
    return begin(logins, user);
  }

  /** Always the same answer; the link comes by mail, where that is set up. */
  @POST
  @Path("forgotten")
  @Public("it answers everybody alike; the mail goes to the owner of the address alone")
  public Response forgotten(ForgottenRequest body) {
    if (body == null || body.email() == null) {
      throw Problem.badRequest("\"email\" is needed.");
    }
    forgotten.ask(
        Optional.ofNullable(body.tenantId()),
        body.email(),
        TrustedProxies.client(request),
        requestId.value());
    return Response.accepted().build();
  }

  @POST
  @Path("refresh")
  @Public("the refresh token is the credential")
  public TokensView refresh(RefreshRequest body) {
    if (body == null || body.refreshToken() == null) {
      throw Problem.badRequest("\"refresh_token\" is needed.");
    }
    return TokensView.of(logins.refresh(body.refreshToken()));
  }

  @POST
  @Path("invitation")
  @Public("the invitation's token is the credential; it works once")
  public TokensView accept(AcceptRequest body) {
    if (body == null || body.token() == null || body.password() == null) {
      throw Problem.badRequest("\"token\" and \"password\" are needed.");
    }
    User invited = invitations.invited(body.token());
    if (!passwords.isOpen(invited.tenant())) {
      throw Invitations.unknown();
    }
    User user = invitations.accept(body.token(), body.password(), body.name(), requestId.value());
    return begin(logins, user);
  }

  static TokensView begin(Logins logins, User user) {
    Login login = logins.begin(user, Channel.PASSWORD, user.role().scopes());
    return TokensView.of(logins.tokens(login, user));
  }
}
