package org.concierge.assistant;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Stream;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Public;

/** What other programs' agents look up first: whom there is to ask here. */
@Path(".well-known/agent-card.json")
@RequestScoped
public class AgentCardResource {
  private Cards cards;
  private CurrentPrincipal caller;

  public AgentCardResource() {}

  @Inject
  public AgentCardResource(Cards cards, CurrentPrincipal caller) {
    this.cards = cards;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Public("a stranger is shown what is open to everybody, and cannot tell a tenant from none")
  public JsonObject card(
      @QueryParam("tenant") String inQuery, @HeaderParam("X-Tenant-ID") String inHeader) {
    return Json.createObjectBuilder(
            cards.all(
                caller.isNobody() ? Optional.empty() : Optional.of(caller.get()),
                Stream.of(inQuery, inHeader).filter(one -> one != null).toList()))
        .build();
  }
}
