package org.concierge.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.conversation.Transcript;
import org.concierge.conversation.Transcript.SessionView;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Retriever;
import org.concierge.review.SessionRepository.Row;
import org.concierge.review.TranscriptsRepository.Times;
import org.concierge.review.TranscriptsRepository.Whole;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * A tenant's conversations for its administrators: everybody's, or their own alone if the tenant
 * does not let them read others'. That others' were looked at is written down before they are
 * shown. Thread safe; works inside the tenant's scope, with the eyes of whoever looks.
 */
public final class Sessions {
  /** A table is read by a program: it takes larger pages. */
  private static final int MAX_ROWS = 1_000;

  private final Tenants tenants;
  private final SessionRepository sessions;
  private final TranscriptsRepository transcripts;
  private final Users users;
  private final Retriever retriever;
  private final Audit audit;

  public Sessions(
      Tenants tenants,
      SessionRepository sessions,
      TranscriptsRepository transcripts,
      Users users,
      Retriever retriever,
      Audit audit) {
    this.tenants = tenants;
    this.sessions = sessions;
    this.transcripts = transcripts;
    this.users = users;
    this.retriever = retriever;
    this.audit = audit;
  }

  /** One page, last used first; no cursor on the last one. */
  public record SessionList(List<SessionItem> items, String nextCursor) {}

  /** As {@link SessionList}, as a table with a row for each turn. */
  record Table(String text, String nextCursor) {}

  /**
   * One conversation.
   *
   * @param user e-mail of whose it is; null for a key, or somebody who is gone
   * @param times by the turns' ids, of those that a search preceded
   */
  public record Shown(SessionView session, UUID userId, String user, Map<UUID, Times> times) {}

  /** Whether the tenant lets its administrators read what others have asked. */
  public boolean readsOthers(TenantId tenant) {
    return tenants.get(tenant).adminReadsChats();
  }

  /**
   * @param parameters as an address has them, null for what is absent: {@code limit}, {@code
   *     cursor}, {@code user} and those of {@link SessionQuery}
   * @throws Problem BAD_REQUEST, saying which parameter is wrong
   */
  public SessionList list(Caller by, Function<String, String> parameters) {
    Page page = new Page(Page.limit(limit(parameters)), cursor(by, parameters));
    List<Row> found = found(by, parameters, page);
    List<Row> shown = page.shown(found);
    lookedAt(by, shown, "conversation.listed_others");
    Map<UUID, String> names = names(by.tenant(), shown);
    return new SessionList(
        shown.stream().map(row -> SessionItem.of(row, names.get(row.principalId()))).toList(),
        page.next(found, Sessions::position, by.tenant()));
  }

  /** As {@link #list}, with all that was said. */
  Table table(Caller by, Function<String, String> parameters) {
    Page page = new Page(Page.limit(limit(parameters), MAX_ROWS), cursor(by, parameters));
    List<Row> found = found(by, parameters, page);
    List<Row> shown = page.shown(found);
    lookedAt(by, shown, "conversation.exported_others");
    Map<UUID, String> names = names(by.tenant(), shown);
    StringBuilder table = new StringBuilder(SessionsCsv.HEAD);
    for (Row row : shown) {
      transcripts
          .find(by.tenant(), row.id())
          .map(whole -> view(by.tenant(), whole))
          .ifPresent(
              session ->
                  table.append(
                      SessionsCsv.rows(
                          session, row.principalId().toString(), names.get(row.principalId()))));
    }
    return new Table(table.toString(), page.next(found, Sessions::position, by.tenant()));
  }

  private static Cursor position(Row row) {
    return new Cursor(row.updatedAt(), row.id());
  }

  private void lookedAt(Caller by, List<Row> shown, String action) {
    long others = shown.stream().filter(one -> !one.principalId().equals(by.id())).count();
    audit.later(by, "conversation.listed", "", shown.size());
    if (others > 0) {
      // A title is the beginning of what somebody has asked.
      audit.record(by, action, "", Map.of("others", others));
    }
  }

  private List<Row> found(Caller by, Function<String, String> parameters, Page page) {
    String user = parameters.apply("user");
    boolean narrowed = user != null && !user.isBlank();
    Optional<UUID> wanted = narrowed ? id(by.tenant(), user.strip()) : Optional.empty();
    SessionQuery query = SessionQuery.parse(parameters, wanted);
    boolean all = readsOthers(by.tenant());
    if (narrowed && wanted.isEmpty()
        || !all && wanted.filter(one -> !one.equals(by.id())).isPresent()) {
      return List.of();
    }
    return sessions.page(
        by.tenant(), all ? query : SessionQuery.parse(parameters, Optional.of(by.id())), page);
  }

  /**
   * @throws Problem NOT_FOUND, also for somebody else's that is not for administrators
   */
  public Shown read(Caller by, UUID id) {
    Whole whole = visible(by, id);
    SessionView shown = view(by.tenant(), whole);
    UUID owner = whole.conversation().principalId();
    if (owner.equals(by.id())) {
      audit.later(by, "conversation.read", id.toString(), shown.turns().size());
    } else {
      // Before it is shown: nobody reads what others asked without that being written down.
      audit.record(
          by,
          "conversation.read_other",
          id.toString(),
          Map.of("of", owner, "turns", shown.turns().size()));
    }
    return new Shown(shown, owner, email(by.tenant(), owner), whole.times());
  }

  /** As {@link #read}, as a table with a row for each turn. */
  String table(Caller by, UUID id) {
    Shown shown = read(by, id);
    return SessionsCsv.HEAD
        + SessionsCsv.rows(shown.session(), shown.userId().toString(), shown.user());
  }

  /**
   * With its turns, for good.
   *
   * @throws Problem NOT_FOUND as {@link #read}, CONFLICT on legal hold
   */
  public void delete(Caller by, UUID id) {
    UUID owner = visible(by, id).conversation().principalId();
    tenants.get(by.tenant()).allowance().keeping().checkMayDelete();
    if (!transcripts.delete(by.tenant(), id)) {
      throw Problem.notFound("session");
    }
    audit.record(by, "conversation.deleted", id.toString(), Map.of("of", owner));
  }

  private Whole visible(Caller by, UUID id) {
    return transcripts
        .find(by.tenant(), id)
        .filter(
            found -> found.conversation().principalId().equals(by.id()) || readsOthers(by.tenant()))
        .orElseThrow(() -> Problem.notFound("session"));
  }

  private SessionView view(TenantId tenant, Whole whole) {
    return Transcript.of(whole.conversation(), whole.turns(), retriever, tenant);
  }

  private Map<UUID, String> names(TenantId tenant, List<Row> rows) {
    Map<UUID, String> names = new HashMap<>();
    rows.forEach(row -> names.computeIfAbsent(row.principalId(), one -> email(tenant, one)));
    return names;
  }

  /** Null for a key, or somebody who is gone. */
  private String email(TenantId tenant, UUID principal) {
    return users.find(tenant, principal).map(User::email).orElse(null);
  }

  private Optional<UUID> id(TenantId tenant, String user) {
    try {
      return Optional.of(UUID.fromString(user));
    } catch (IllegalArgumentException e) {
      return users.findByEmail(tenant, user).map(User::id);
    }
  }

  private static Cursor cursor(Caller by, Function<String, String> parameters) {
    return Cursor.parse(parameters.apply("cursor"), by.tenant());
  }

  private static Integer limit(Function<String, String> parameters) {
    String text = parameters.apply("limit");
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw Problem.badRequest("\"limit\" must be a number.");
    }
  }
}
