package org.concierge.metrics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Locale;
import org.concierge.access.Public;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;

/** Figures about this node, for whoever has the installation's token for them. */
@Path("metrics")
@RequestScoped
@Public("has a token of its own, CONCIERGE_METRICS_TOKEN; without it nothing is told")
public class MetricsResource {
  private static final String BEARER = "bearer ";

  private Scrape scrape;
  private Installation installation;

  public MetricsResource() {}

  @Inject
  public MetricsResource(Scrape scrape, Installation installation) {
    this.scrape = scrape;
    this.installation = installation;
  }

  @GET
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  public String read(@HeaderParam("Authorization") String authorization) {
    if (!opens(authorization)) {
      throw new Problem(
          ProblemType.UNAUTHENTICATED,
          "Send the installation's token for metrics as Authorization: Bearer.");
    }
    return scrape.text();
  }

  private boolean opens(String authorization) {
    return authorization != null
        && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
        && installation.metricsToken().isOpenedBy(authorization.substring(BEARER.length()).strip());
  }
}
