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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.conversation.Transcript.SessionView;
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
  private static final String MARKDOWN = "markdown";

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
  public record Change(String tenantId, String title, Boolean pinned) implements TenantSelecting {}

  /** One page; no cursor on the last one. */
  public record ConversationList(List<SessionView> items, String nextCursor) {}

  @GET
  public ConversationList list(
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor,
      @QueryParam("q") String text,
      @QueryParam("pinned") boolean pinned) {
    Page page = Page.parse(limit, cursor, tenant.id());
    List<Conversation> found = TranscriptRepository.own(entities, caller.get(), page, text, pinned);
    return new ConversationList(
        page.shown(found).stream().map(one -> SessionView.of(one, null)).toList(),
        page.next(found, last -> new Cursor(last.updatedAt(), last.id()), tenant.id()));
  }

  @GET
  @Path("{id}")
  public SessionView get(@PathParam("id") String id) {
    Conversation conversation =
        TranscriptRepository.own(entities, caller.get(), parsed(id))
            .orElseThrow(() -> Problem.notFound("conversation"));
    List<Turn> turns = TranscriptRepository.turns(entities, conversation.id());
    return Transcript.of(conversation, turns, retriever, tenant.id());
  }

  /**
   * To be kept outside.
   *
   * @param format {@code markdown} or {@code json}
   */
  @GET
  @Path("{id}/export")
  @Produces(MediaType.WILDCARD)
  public Response export(@PathParam("id") String id, @QueryParam("format") String format) {
    String wanted = format == null ? MARKDOWN : format;
    if (!wanted.equals(MARKDOWN) && !wanted.equals("json")) {
      throw Problem.badRequest("\"format\" must be markdown or json.");
    }
    SessionView session = get(id);
    boolean text = wanted.equals(MARKDOWN);
    return Response.ok(
            text ? TranscriptText.of(session) : session,
            text ? "text/markdown;charset=UTF-8" : MediaType.APPLICATION_JSON)
        .header(
            "Content-Disposition",
            "attachment; filename=\"conversation-" + session.id() + (text ? ".md\"" : ".json\""))
        .build();
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public SessionView change(@PathParam("id") String id, Change change) {
    UUID wanted = parsed(id);
    if (change == null || change.title() == null && change.pinned() == null) {
      throw Problem.badRequest("\"title\" or \"pinned\" is needed.");
    }
    Optional<String> title = Optional.ofNullable(change.title()).map(String::strip);
    if (title.filter(text -> text.isEmpty() || text.length() > MAX_TITLE).isPresent()) {
      throw Problem.badRequest("\"title\" must have 1 to " + MAX_TITLE + " characters.");
    }
    if (!conversations.change(
        caller.get(), wanted, found -> apply(found, title, change.pinned()))) {
      throw Problem.notFound("conversation");
    }
    return get(id);
  }

  private static void apply(Conversation found, Optional<String> title, Boolean pinned) {
    title.ifPresent(found::rename);
    if (pinned != null) {
      found.pin(pinned);
    }
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    tenant.tenant().allowance().keeping().checkMayDelete();
    if (!conversations.delete(caller.get(), parsed(id))) {
      throw Problem.notFound("conversation");
    }
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "conversation");
  }
}
