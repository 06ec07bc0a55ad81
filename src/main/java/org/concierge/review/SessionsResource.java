package org.concierge.review;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.conversation.Conversation;
import org.concierge.conversation.Transcript;
import org.concierge.conversation.Transcript.SessionView;
import org.concierge.conversation.TranscriptRepository;
import org.concierge.conversation.Turn;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Retriever;
import org.concierge.review.SessionRepository.Row;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/**
 * The tenant's conversations, for its administrators; their own alone, if the tenant does not let
 * them read others'.
 */
@Path("admin/sessions")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Requires(Scope.AUDIT)
public class SessionsResource {
  private static final MediaType CSV = new MediaType("text", "csv");

  private EntityManager entities;
  private SessionRepository sessions;
  private Users users;
  private TenantContext tenant;
  private Retriever retriever;
  private RequestAudit audit;

  public SessionsResource() {}

  @Inject
  public SessionsResource(
      EntityManager entities,
      SessionRepository sessions,
      Users users,
      TenantContext tenant,
      Retriever retriever,
      RequestAudit audit) {
    this.entities = entities;
    this.sessions = sessions;
    this.users = users;
    this.tenant = tenant;
    this.retriever = retriever;
    this.audit = audit;
  }

  /**
   * A conversation in the list.
   *
   * @param user e-mail of whose it is; absent for a key, or somebody who is gone
   * @param unanswered questions to which nothing was found, or that failed
   * @param good answers that were rated so
   */
  public record SessionItem(
      UUID id,
      String sessionId,
      String title,
      UUID userId,
      String user,
      List<String> channels,
      int turns,
      int unanswered,
      int good,
      int bad,
      Instant createdAt,
      Instant updatedAt) {
    static SessionItem of(Row row, String user) {
      return new SessionItem(
          row.id(),
          row.sessionId(),
          row.title(),
          row.principalId(),
          user,
          row.channels(),
          row.turns(),
          row.unanswered(),
          row.good(),
          row.bad(),
          row.createdAt(),
          row.updatedAt());
    }
  }

  /** One page; no cursor on the last one. */
  public record SessionList(List<SessionItem> items, String nextCursor) {}

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  public Response list(@Context UriInfo address, @Context HttpHeaders headers) {
    Function<String, String> parameters = address.getQueryParameters()::getFirst;
    Page page =
        Page.parse(number(parameters.apply("limit")), parameters.apply("cursor"), tenant.id());
    UUID me = audit.caller().id();
    List<Row> found = found(parameters, page, me);
    List<Row> shown = page.shown(found);
    String next = page.next(found, last -> new Cursor(last.updatedAt(), last.id()), tenant.id());
    boolean csv = isCsv(headers);
    long others = shown.stream().filter(one -> !one.principalId().equals(me)).count();
    audit.later("conversation.listed", "", shown.size());
    if (others > 0) {
      // A title is the beginning of what somebody has asked.
      audit.record(
          csv ? "conversation.exported_others" : "conversation.listed_others",
          "",
          Map.of("others", others));
    }
    Map<UUID, String> names = new HashMap<>();
    shown.forEach(row -> names.computeIfAbsent(row.principalId(), this::email));
    return csv ? table(shown, names, next) : list(shown, names, next);
  }

  private List<Row> found(Function<String, String> parameters, Page page, UUID me) {
    String user = parameters.apply("user");
    Optional<UUID> wanted = user == null || user.isBlank() ? Optional.empty() : id(user.strip());
    SessionQuery query = SessionQuery.parse(parameters, wanted);
    boolean nobody = wanted.isEmpty() && user != null && !user.isBlank();
    boolean all = tenant.tenant().adminReadsChats();
    if (nobody || !all && wanted.isPresent() && !wanted.get().equals(me)) {
      return List.of();
    }
    return sessions.page(
        tenant.id(), all ? query : SessionQuery.parse(parameters, Optional.of(me)), page);
  }

  private static Response list(List<Row> shown, Map<UUID, String> names, String next) {
    return Response.ok(
            new SessionList(
                shown.stream()
                    .map(row -> SessionItem.of(row, names.get(row.principalId())))
                    .toList(),
                next),
            MediaType.APPLICATION_JSON)
        .build();
  }

  private Response table(List<Row> shown, Map<UUID, String> names, String next) {
    StringBuilder table = new StringBuilder(SessionsCsv.HEAD);
    for (Row row : shown) {
      TranscriptRepository.any(entities, row.id())
          .map(this::transcript)
          .ifPresent(
              session ->
                  table.append(
                      SessionsCsv.rows(
                          session, row.principalId().toString(), names.get(row.principalId()))));
    }
    return Response.ok(table.toString(), "text/csv;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"sessions.csv\"")
        .header("X-Next-Cursor", next)
        .build();
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public SessionView get(@PathParam("id") String id) {
    UUID wanted = Ids.parse(id, "session");
    UUID me = audit.caller().id();
    Conversation conversation =
        TranscriptRepository.any(entities, wanted)
            .filter(one -> one.principalId().equals(me) || tenant.tenant().adminReadsChats())
            .orElseThrow(() -> Problem.notFound("session"));
    SessionView shown = transcript(conversation);
    if (conversation.principalId().equals(me)) {
      audit.later("conversation.read", conversation.id().toString(), shown.turns().size());
    } else {
      // Before it is shown: nobody reads what others asked without that being written down.
      audit.record(
          "conversation.read_other",
          conversation.id().toString(),
          Map.of("of", conversation.principalId(), "turns", shown.turns().size()));
    }
    return shown;
  }

  private SessionView transcript(Conversation conversation) {
    List<Turn> turns = TranscriptRepository.turns(entities, conversation.id());
    return Transcript.of(conversation, turns, retriever, tenant.id());
  }

  /** Null for a key, or somebody who is gone. */
  private String email(UUID principal) {
    return users.find(tenant.id(), principal).map(User::email).orElse(null);
  }

  private Optional<UUID> id(String user) {
    try {
      return Optional.of(UUID.fromString(user));
    } catch (IllegalArgumentException e) {
      return users.findByEmail(tenant.id(), user).map(User::id);
    }
  }

  private static boolean isCsv(HttpHeaders headers) {
    MediaType first = headers.getAcceptableMediaTypes().get(0);
    return first.isCompatible(CSV) && !first.isWildcardType();
  }

  private static Integer number(String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw Problem.badRequest("\"limit\" must be a number.");
    }
  }
}
