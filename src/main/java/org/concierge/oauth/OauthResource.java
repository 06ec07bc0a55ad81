package org.concierge.oauth;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.Public;
import org.concierge.oauth.Granting.Grant;
import org.concierge.oauth.OauthProblem.Code;

/** How programs of others get a bearer: the two endpoints of RFC 6749. */
@Path("oauth")
@RequestScoped
public class OauthResource {
  private static final List<String> ASKED =
      List.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "code_challenge",
          "code_challenge_method");

  private Authorizations authorizations;
  private Granting granting;
  private CurrentPrincipal caller;
  private HttpServletRequest request;

  public OauthResource() {}

  @Inject
  public OauthResource(
      Authorizations authorizations,
      Granting granting,
      CurrentPrincipal caller,
      HttpServletRequest request) {
    this.authorizations = authorizations;
    this.granting = granting;
    this.caller = caller;
    this.request = request;
  }

  /** A bearer and what goes with it. */
  public record TokenAnswer(
      String accessToken, String tokenType, long expiresIn, String refreshToken, String scope) {
    @Override
    public String toString() {
      return "TokenAnswer[" + scope + "]";
    }
  }

  /** A refusal, in the form of RFC 6749. */
  public record ErrorAnswer(String error, String errorDescription) {}

  @GET
  @Path("authorize")
  @Public("sends a browser to the login, or to the page that asks the person who is logged in")
  public Response authorize(@Context UriInfo uri) {
    Optional<Principal> person = caller.find().filter(principal -> principal.person().isPresent());
    if (person.isEmpty()) {
      String here = "/oauth/authorize?" + asked(uri);
      return seeOther(URI.create("/dashboard/login.xhtml?then=" + encoded(here)));
    }
    return seeOther(authorizations.ask(person.get(), new OauthForm(uri.getQueryParameters())));
  }

  /** What belongs to the protocol; whatever else stood in the address goes no further. */
  private static String asked(UriInfo uri) {
    return ASKED.stream()
        .filter(uri.getQueryParameters()::containsKey)
        .map(name -> name + "=" + encoded(uri.getQueryParameters().getFirst(name)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @POST
  @Path("token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @Public("gives a bearer for a credential in the form, and for nothing else")
  public Response token(InputStream form) throws IOException {
    try {
      Grant grant = granting.grant(OauthForm.read(form), request.getHeader("Origin"));
      return Response.ok(
              new TokenAnswer(
                  grant.accessToken(),
                  "Bearer",
                  grant.expiresIn().toSeconds(),
                  grant.refreshToken().orElse(null),
                  grant.scope().orElse(null)))
          .header("Pragma", "no-cache")
          .build();
    } catch (OauthProblem problem) {
      return Response.status(
              problem.code() == Code.INVALID_CLIENT
                  ? Response.Status.UNAUTHORIZED
                  : Response.Status.BAD_REQUEST)
          .entity(new ErrorAnswer(problem.code().wire(), problem.description()))
          .build();
    }
  }

  /** As it stands: a relative address must not be led below the API's. */
  private static Response seeOther(URI address) {
    return Response.status(Response.Status.SEE_OTHER)
        .header("Location", address.toString())
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
