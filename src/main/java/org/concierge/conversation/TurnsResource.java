package org.concierge.conversation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** An answer by itself: what the one who asked thinks of it, and why it is as it is. */
@Path("turns/{id}")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.CHAT)
public class TurnsResource {
  private EntityManager entities;
  private ConversationRepository conversations;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private Retriever retriever;
  private RequestAudit audit;

  public TurnsResource() {}

  @Inject
  public TurnsResource(
      EntityManager entities,
      ConversationRepository conversations,
      TenantContext tenant,
      CurrentPrincipal caller,
      Retriever retriever,
      RequestAudit audit) {
    this.entities = entities;
    this.conversations = conversations;
    this.tenant = tenant;
    this.caller = caller;
    this.retriever = retriever;
    this.audit = audit;
  }

  /** Body of the request; only {@code rating} is required. */
  public record FeedbackRequest(String tenantId, Integer rating, String reason, String comment)
      implements TenantSelecting {}

  /**
   * Why an answer is as it is.
   *
   * @param searched the question as it was searched for; absent, with the passages and the times,
   *     for an answer that no search preceded
   * @param assistant that was asked; "" for none
   * @param passages all that were found and that the reader may see now, best first
   * @param totalMs from the question to the answer's end; absent while it is being answered
   */
  public record Why(
      UUID turnId,
      String question,
      String searched,
      List<Citation> passages,
      String assistant,
      String promptVersion,
      String llmProvider,
      String model,
      Usage usage,
      Integer searchMs,
      Integer firstDeltaMs,
      Long totalMs) {
    static Why of(Turn turn, Optional<Grounds> grounds, Set<UUID> visible) {
      return new Why(
          turn.id(),
          turn.question(),
          grounds.map(Grounds::searched).orElse(null),
          grounds.map(Grounds::passages).orElse(List.of()).stream()
              .filter(passage -> visible.contains(passage.documentId()))
              .toList(),
          turn.assistant(),
          grounds.map(Grounds::promptVersion).orElse(""),
          turn.llmProvider(),
          turn.model(),
          new Usage(turn.promptTokens(), turn.completionTokens()),
          grounds.map(Grounds::searchMillis).orElse(null),
          grounds.map(Grounds::firstDeltaMillis).orElse(null),
          turn.completedAt() == null
              ? null
              : turn.completedAt().toEpochMilli() - turn.createdAt().toEpochMilli());
    }
  }

  @POST
  @Path("feedback")
  @Consumes(MediaType.APPLICATION_JSON)
  public Feedback rate(@PathParam("id") String id, FeedbackRequest request) {
    Bodies.present(request);
    Feedback feedback = new Feedback(request.rating(), request.reason(), request.comment());
    feedback.check();
    if (!conversations.rate(caller.get(), parsed(id), feedback)) {
      throw Problem.notFound("turn");
    }
    return feedback;
  }

  /** One's own; anybody's for an administrator, where the tenant lets them read others'. */
  @GET
  @Path("why")
  public Why why(@PathParam("id") String id) {
    Turn turn = visible(parsed(id));
    Optional<Grounds> grounds = TranscriptRepository.grounds(entities, turn.id());
    Set<UUID> documents =
        grounds.map(Grounds::passages).orElse(List.of()).stream()
            .map(Citation::documentId)
            .collect(Collectors.toSet());
    return Why.of(turn, grounds, retriever.visible(tenant.id(), documents));
  }

  private Turn visible(UUID id) {
    Principal me = caller.get();
    Turn turn = TranscriptRepository.turn(entities, id).orElseThrow(() -> Problem.notFound("turn"));
    if (TranscriptRepository.own(entities, me, turn.conversationId()).isEmpty()) {
      if (!me.may(Scope.AUDIT) || !tenant.tenant().adminReadsChats()) {
        throw Problem.notFound("turn");
      }
      // Before it is shown, as with a whole conversation of somebody else's.
      audit.record(
          "conversation.read_other",
          turn.conversationId().toString(),
          Map.of("turn", turn.id(), "turns", 1));
    }
    return turn;
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "turn");
  }
}
