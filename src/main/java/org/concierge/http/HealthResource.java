package org.concierge.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.concierge.access.Public;
import org.concierge.persistence.Databases;

/**
 * Whether this node lives, and whether requests should be sent to it: when the shared database
 * answers and is up to date. One tenant's trouble is not the node's.
 */
@Path("health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Public("load balancers ask without a credential; the answer is one word")
public class HealthResource {
  private Databases databases;

  public HealthResource() {}

  @Inject
  public HealthResource(Databases databases) {
    this.databases = databases;
  }

  /** One word. */
  public record Health(String status) {
    static final Health UP = new Health("UP");
  }

  @GET
  @Path("live")
  public Health live() {
    return Health.UP;
  }

  @GET
  @Path("ready")
  public Health ready() {
    databases.ping();
    return Health.UP;
  }

  @GET
  @Path("started")
  public Health started() {
    return ready();
  }
}
