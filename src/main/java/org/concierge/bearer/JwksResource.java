package org.concierge.bearer;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.concierge.access.Public;

/** The public parts of the keys that sign bearers (RFC 7517). */
@Path(".well-known/jwks.json")
@RequestScoped
public class JwksResource {
  /** In seconds; a verifier that meets a key it does not know asks again by itself. */
  private static final int MAX_AGE = 300;

  private SigningKeys keys;

  public JwksResource() {}

  @Inject
  public JwksResource(SigningKeys keys) {
    this.keys = keys;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Public("public keys only: with them a bearer can be checked, not made")
  public Response keys() {
    return Response.ok(keys.published())
        .header("Cache-Control", "public, max-age=" + MAX_AGE)
        .build();
  }
}
