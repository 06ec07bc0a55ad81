package org.concierge.assistant;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Stream;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Public;

/** As {@link AgentCardResource}, of one assistant. */
@Path("assistants/{id}/card")
@RequestScoped
public class AssistantCardResource {
  private Cards cards;
  private CurrentPrincipal caller;

  public AssistantCardResource() {}

  @Inject
  public AssistantCardResource(Cards cards, CurrentPrincipal caller) {
    this.cards = cards;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Public("a stranger is shown what is open to everybody, and cannot tell a tenant from none")
  public JsonObject card(
      @PathParam("id") String id,
      @QueryParam("tenant") String inQuery,
      @HeaderParam("X-Tenant-ID") String inHeader) {
    return Json.createObjectBuilder(
            cards.one(
                caller.isNobody() ? Optional.empty() : Optional.of(caller.get()),
                Stream.of(inQuery, inHeader).filter(one -> one != null).toList(),
                id))
        .build();
  }
}
