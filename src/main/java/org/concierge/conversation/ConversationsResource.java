package org.concierge.conversation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.conversation.SessionsResource.SessionList;
import org.concierge.conversation.SessionsResource.SessionView;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** The caller's own conversations. */
@Path("conversations")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.CHAT)
public class ConversationsResource {
  private static final int MAX_TITLE = 200;

  private EntityManager entities;
  private ConversationRepository conversations;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private Retriever retriever;

  public ConversationsResource() {}

  @Inject
  public ConversationsResource(
      EntityManager entities,
      ConversationRepository conversations,
      TenantContext tenant,
      CurrentPrincipal caller,
      Retriever retriever) {
    this.entities = entities;
    this.conversations = conversations;
    this.tenant = tenant;
    this.caller = caller;
    this.retriever = retriever;
  }

  /** What can be changed. */
  public record Change(String tenantId, String title) implements TenantSelecting {}

  @GET
  public SessionList list(
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor,
      @QueryParam("q") String text) {
    Page page = Page.parse(limit, cursor, tenant.id());
    List<Conversation> found = ConversationRepository.own(entities, caller.get(), page, text);
    return new SessionList(
        page.shown(found).stream().map(one -> SessionView.of(one, null)).toList(),
        page.next(found, last -> new Cursor(last.updatedAt(), last.id()), tenant.id()));
  }

  @GET
  @Path("{id}")
  public SessionView get(@PathParam("id") String id) {
    Conversation conversation =
        ConversationRepository.own(entities, caller.get(), parsed(id))
            .orElseThrow(() -> Problem.notFound("conversation"));
    List<Turn> turns = ConversationRepository.turns(entities, conversation.id());
    return Transcript.of(conversation, turns, retriever, tenant.id());
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public SessionView rename(@PathParam("id") String id, Change change) {
    UUID wanted = parsed(id);
    String title = change == null || change.title() == null ? "" : change.title().strip();
    if (title.isEmpty() || title.length() > MAX_TITLE) {
      throw Problem.badRequest("\"title\" must have 1 to " + MAX_TITLE + " characters.");
    }
    if (!conversations.change(caller.get(), wanted, found -> found.rename(title))) {
      throw Problem.notFound("conversation");
    }
    return get(id);
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    if (!conversations.delete(caller.get(), parsed(id))) {
      throw Problem.notFound("conversation");
    }
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "conversation");
  }
}
