package org.concierge.oauth;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.concierge.access.Public;
import org.concierge.access.Scope;
import org.concierge.tenant.Installation;

/** Where and how programs get a bearer (RFC 8414). */
@Path(".well-known/oauth-authorization-server")
@RequestScoped
public class MetadataResource {
  private Installation installation;

  public MetadataResource() {}

  @Inject
  public MetadataResource(Installation installation) {
    this.installation = installation;
  }

  /** The members that RFC 8414 names. */
  public record Metadata(
      String issuer,
      String authorizationEndpoint,
      String tokenEndpoint,
      String jwksUri,
      List<String> scopesSupported,
      List<String> responseTypesSupported,
      List<String> grantTypesSupported,
      List<String> codeChallengeMethodsSupported,
      List<String> tokenEndpointAuthMethodsSupported,
      boolean authorizationResponseIssParameterSupported) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Public("addresses that everybody may know")
  public Metadata metadata() {
    String url = installation.publicUrl();
    return new Metadata(
        url,
        url + "/oauth/authorize",
        url + "/oauth/token",
        url + "/.well-known/jwks.json",
        Arrays.stream(Scope.values())
            .filter(scope -> scope != Scope.PLATFORM)
            .map(Scope::wire)
            .toList(),
        List.of("code"),
        List.of("authorization_code", "client_credentials", "refresh_token"),
        List.of(Pkce.METHOD),
        List.of("client_secret_post", "none"),
        true);
  }
}
