package org.concierge.sso;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.concierge.access.Public;
import org.concierge.access.RequestId;
import org.concierge.bearer.Tokens;
import org.concierge.limit.TrustedProxies;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.sso.SigningIn.Answer;
import org.concierge.sso.SigningIn.Begun;
import org.concierge.sso.SigningIn.SignedIn;
import org.concierge.sso.SigningIn.Visitor;
import org.concierge.sso.SsoRepository.Wish;
import org.concierge.tenant.Installation;
import org.concierge.tenant.SingleSignOn;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Sign-in by the tenant's identity provider, and the way out again. Browsers are led on or back to
 * the login page; programs ({@code Accept: application/json}) get tokens or a problem.
 */
@Path("auth/oidc")
@RequestScoped
public class SsoResource {
  private static final Logger LOG = System.getLogger(SsoResource.class.getName());
  private static final String ROUTE = "/api/v1/auth/oidc/";
  private static final String LOGIN_PAGE = "/dashboard/login.xhtml";

  /** Not set on our own answer: a server that writes that over its own would lose the session's. */
  private static final String SET_COOKIE = "Set-Cookie";

  private SigningIn signingIn;
  private SigningOut signingOut;
  private Tenants tenants;
  private Installation installation;
  private HttpServletRequest request;
  private RequestId requestId;

  public SsoResource() {}

  @Inject
  public SsoResource(
      SigningIn signingIn,
      SigningOut signingOut,
      Tenants tenants,
      Installation installation,
      HttpServletRequest request,
      RequestId requestId) {
    this.signingIn = signingIn;
    this.signingOut = signingOut;
    this.tenants = tenants;
    this.installation = installation;
    this.request = request;
    this.requestId = requestId;
  }

  /**
   * After OAuth 2 (RFC 6749, section 5.1).
   *
   * @param expiresIn seconds
   */
  public record TokensView(
      String accessToken, String refreshToken, String tokenType, long expiresIn) {
    @Override
    public String toString() {
      return "TokensView";
    }
  }

  @GET
  @Path("{tenant}")
  @Public("leads to the tenant's own identity provider")
  public Response begin(
      @PathParam("tenant") String tenant,
      @QueryParam("then") @DefaultValue("/dashboard/") String then,
      @QueryParam("mode") String mode,
      @Context HttpServletResponse response) {
    Tenant found = tenant(tenant);
    return orLoginPage(
        tenant,
        () -> {
          Begun begun =
              signingIn.begin(
                  found.id(),
                  settings(found),
                  new Wish(then, "token".equals(mode)),
                  callback(found.id()),
                  visitor());
          response.addHeader(SET_COOKIE, browser(found).keep(begun.attempt()));
          return Response.status(Response.Status.FOUND).location(begun.location()).build();
        });
  }

  @GET
  @Path("{tenant}/callback")
  @Public("the provider's answer is worth something only in the browser that has asked")
  public Response callback(
      @PathParam("tenant") String tenant,
      @QueryParam("state") String state,
      @QueryParam("code") String code,
      @QueryParam("error") String error,
      @QueryParam("iss") String issuer,
      @Context HttpServletResponse response) {
    Tenant found = tenant(tenant);
    return orLoginPage(
        tenant,
        () -> {
          UUID attempt = Attempt.id(state);
          Answer answer = new Answer(attempt, code, error, issuer, browser(found).secret(attempt));
          SignedIn signedIn =
              signingIn.complete(
                  found.id(), settings(found), answer, callback(found.id()), visitor());
          boolean program = signedIn.wish().tokens() || isProgram();
          if (!program) {
            browser(found).enter(signedIn);
          }
          response.addHeader(SET_COOKIE, browser(found).forget(attempt));
          return program ? tokens(signedIn) : found(signedIn.wish().then()).build();
        });
  }

  private Response tokens(SignedIn signedIn) {
    Tokens tokens = signingIn.tokens(signedIn);
    return Response.ok(
            new TokensView(
                tokens.accessToken(),
                tokens.refreshToken(),
                "Bearer",
                tokens.expiresIn().toSeconds()),
            MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  @GET
  @Path("{tenant}/logout")
  @Public("ends the session of the browser that asks, and no other")
  public Response logout(@PathParam("tenant") String tenant) {
    Tenant found = tenant(tenant);
    return browser(found)
        .leave(found.id())
        .flatMap(
            sso ->
                signingOut.end(
                    found.id(),
                    settings(found),
                    sso.login(),
                    Optional.of(sso.idToken()).filter(token -> !token.isEmpty()),
                    at(LOGIN_PAGE)))
        .map(provider -> Response.status(Response.Status.FOUND).location(provider))
        .orElseGet(() -> found(LOGIN_PAGE))
        .build();
  }

  /** OpenID Connect Back-Channel Logout 1.0. */
  @POST
  @Path("{tenant}/backchannel-logout")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Public("only the tenant's provider can sign what is believed here")
  public Response backchannelLogout(@PathParam("tenant") String tenant, InputStream body)
      throws IOException {
    Tenant found = tenant(tenant);
    // Not by the server's own reading of forms, which waits for whatever is promised.
    if (request.getContentLengthLong() > SigningOut.MAX_FORM) {
      throw new Problem(ProblemType.TOO_LARGE, "A logout token is shorter.");
    }
    String form = new String(body.readNBytes(SigningOut.MAX_FORM), StandardCharsets.US_ASCII);
    signingOut.endedByProvider(found.id(), settings(found), form);
    return Response.ok().build();
  }

  /** A tenant that is not there, one without a provider and one that is suspended are alike. */
  private Tenant tenant(String id) {
    return TenantId.parse(id)
        .map(this::orNull)
        .filter(tenant -> tenant.singleSignOn().isPresent() && !tenant.suspended())
        .orElseThrow(() -> Problem.notFound("single sign-on"));
  }

  private Tenant orNull(TenantId id) {
    try {
      return tenants.get(id);
    } catch (Problem problem) {
      if (problem.type().status() == 404) {
        return null;
      }
      throw problem;
    }
  }

  private static SingleSignOn settings(Tenant tenant) {
    return tenant.singleSignOn().orElseThrow();
  }

  private Response orLoginPage(String tenant, Supplier<Response> work) {
    try {
      return work.get();
    } catch (Problem problem) {
      SsoProblem what =
          problem instanceof SsoProblem.Refused refused ? refused.what() : SsoProblem.FAILED;
      String cause = problem.getCause() == null ? "" : problem.getCause().toString();
      LOG.log(
          Level.WARNING,
          "request={0} tenant={1}: single sign-on ended: {2} {3}",
          requestId.value(),
          tenant,
          what.code(),
          // Part of it may be the provider's own words.
          cause.replaceAll("[^\\x20-\\x7e]", "?").substring(0, Math.min(300, cause.length())));
      if (isProgram()) {
        throw problem;
      }
      return found(LOGIN_PAGE + "?problem=" + what.code()).build();
    }
  }

  private boolean isProgram() {
    String accept = String.valueOf(request.getHeader("Accept"));
    return accept.contains(MediaType.APPLICATION_JSON) && !accept.contains(MediaType.TEXT_HTML);
  }

  private Browser browser(Tenant tenant) {
    return new Browser(request, ROUTE + tenant.id(), installation.publicUrl().startsWith("https:"));
  }

  private Visitor visitor() {
    return new Visitor(TrustedProxies.client(request), requestId.value());
  }

  private URI callback(TenantId tenant) {
    return at(ROUTE + tenant + "/callback");
  }

  /** The Host header is the caller's word; this is the installation's. */
  private URI at(String path) {
    return URI.create(installation.publicUrl() + path);
  }

  private Response.ResponseBuilder found(String path) {
    return Response.status(Response.Status.FOUND).location(at(path));
  }
}
