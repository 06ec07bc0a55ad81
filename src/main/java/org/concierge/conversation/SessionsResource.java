package org.concierge.conversation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/**
 * The tenant's conversations, for its administrators; their own alone, if the tenant does not let
 * them read others'.
 */
@Path("admin/sessions")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.AUDIT)
public class SessionsResource {
  private EntityManager entities;
  private TenantContext tenant;
  private Retriever retriever;
  private RequestAudit audit;

  public SessionsResource() {}

  @Inject
  public SessionsResource(
      EntityManager entities, TenantContext tenant, Retriever retriever, RequestAudit audit) {
    this.entities = entities;
    this.tenant = tenant;
    this.retriever = retriever;
    this.audit = audit;
  }

  /** A conversation in a list; {@code turns} only where one is shown by itself. */
  public record SessionView(
      UUID id,
      String sessionId,
      String title,
      Instant createdAt,
      Instant updatedAt,
      List<TurnView> turns) {
    static SessionView of(Conversation conversation, List<TurnView> turns) {
      return new SessionView(
          conversation.id(),
          conversation.sessionId(),
          conversation.title(),
          conversation.createdAt(),
          conversation.updatedAt(),
          turns);
    }
  }

  /** A turn on the wire. */
  public record TurnView(
      UUID id,
      int position,
      String question,
      String answer,
      Turn.State state,
      String problem,
      String llmProvider,
      String model,
      Usage usage,
      boolean contextUsed,
      List<Citation> sources,
      Feedback feedback,
      Instant createdAt,
      Instant completedAt) {
    static TurnView of(Turn turn, Set<UUID> visible) {
      return new TurnView(
          turn.id(),
          turn.position(),
          turn.question(),
          turn.answer(),
          turn.state(),
          turn.problem(),
          turn.llmProvider(),
          turn.model(),
          new Usage(turn.promptTokens(), turn.completionTokens()),
          turn.contextUsed(),
          turn.sources().stream().filter(s -> visible.contains(s.documentId())).toList(),
          turn.feedback(),
          turn.createdAt(),
          turn.completedAt());
    }
  }

  /** One page; no cursor on the last one. */
  public record SessionList(List<SessionView> items, String nextCursor) {}

  @GET
  public SessionList list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    Page page = Page.parse(limit, cursor, tenant.id());
    UUID me = audit.caller().id();
    boolean all = tenant.tenant().adminReadsChats();
    List<Conversation> found =
        ConversationRepository.page(entities, page, all ? Optional.empty() : Optional.of(me));
    List<Conversation> shown = page.shown(found);
    long others = shown.stream().filter(one -> !one.principalId().equals(me)).count();
    audit.later("conversation.listed", "", shown.size());
    if (others > 0) {
      // A title is the beginning of what somebody has asked.
      audit.record("conversation.listed_others", "", Map.of("others", others));
    }
    return new SessionList(
        shown.stream().map(session -> SessionView.of(session, null)).toList(),
        page.next(found, last -> new Cursor(last.updatedAt(), last.id()), tenant.id()));
  }

  @GET
  @Path("{id}")
  public SessionView get(@PathParam("id") String id) {
    Conversation conversation = entities.find(Conversation.class, parsed(id));
    UUID me = audit.caller().id();
    if (conversation == null
        || !(conversation.principalId().equals(me) || tenant.tenant().adminReadsChats())) {
      throw Problem.notFound("session");
    }
    List<Turn> turns = ConversationRepository.turns(entities, conversation.id());
    if (conversation.principalId().equals(me)) {
      audit.later("conversation.read", conversation.id().toString(), turns.size());
    } else {
      // Before it is shown: nobody reads what others asked without that being written down.
      audit.record(
          "conversation.read_other",
          conversation.id().toString(),
          Map.of("of", conversation.principalId(), "turns", turns.size()));
    }
    return Transcript.of(conversation, turns, retriever, tenant.id());
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "session");
  }
}
