package org.concierge.description;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.concierge.access.Public;
import org.concierge.tenant.Installation;

/** The description of this API, for people and for programs that make clients of it. */
@Path("openapi.yaml")
@RequestScoped
@Public("the same for everybody: what the product can do, nothing about a tenant")
public class OpenApiResource {
  private BeanManager beans;
  private Installation installation;

  public OpenApiResource() {}

  @Inject
  public OpenApiResource(BeanManager beans, Installation installation) {
    this.beans = beans;
    this.installation = installation;
  }

  @GET
  @Produces("application/yaml")
  public String describe() {
    return Yaml.of(OpenApi.of(Endpoint.all(beans), installation.publicUrl()));
  }
}
