package org.concierge.review;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Questions that were not answered, or not well: what administrators have to do so that they are
 * the next time. Of others' only where the tenant lets administrators read those; that they were
 * looked at is written down before they are shown. Thread safe; works inside the tenant's scope.
 */
public final class Shortfalls {
  private final Tenants tenants;
  private final ShortfallRepository shortfalls;
  private final Users users;
  private final Audit audit;
  private final Clock clock;

  public Shortfalls(
      Tenants tenants, ShortfallRepository shortfalls, Users users, Audit audit, Clock clock) {
    this.tenants = tenants;
    this.shortfalls = shortfalls;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  /** Why a question is in the list. */
  public enum Reason {
    /** Nothing was found, or it failed. */
    UNANSWERED,
    /** Whoever asked was not content with the answer. */
    BAD;

    /**
     * @param text null or "" for any
     * @throws Problem BAD_REQUEST
     */
    public static Optional<Reason> parse(String text) {
      return switch (text == null ? "" : text) {
        case "" -> Optional.empty();
        case "unanswered" -> Optional.of(UNANSWERED);
        case "bad" -> Optional.of(BAD);
        default -> throw Problem.badRequest("\"reason\" must be unanswered or bad.");
      };
    }
  }

  /**
   * A question.
   *
   * @param id of its turn
   * @param comment of whoever rated it, with the reason; "" for none
   * @param seenToAt null while it is to be done
   * @param assigneeId who is to see to it; null for nobody
   * @param assignee the e-mail; "" for nobody, or one who is gone
   */
  public record Shortfall(
      UUID id,
      UUID conversationId,
      String question,
      String answer,
      boolean failed,
      boolean unanswered,
      boolean bad,
      String comment,
      Instant askedAt,
      Instant seenToAt,
      UUID assigneeId,
      String assignee) {
    private Shortfall of(String email) {
      return new Shortfall(
          id,
          conversationId,
          question,
          answer,
          failed,
          unanswered,
          bad,
          comment,
          askedAt,
          seenToAt,
          assigneeId,
          email);
    }
  }

  /** One page, the newest first; no cursor on the last one. */
  public record ShortfallList(List<Shortfall> items, String nextCursor) {}

  /**
   * @param done those that were seen to, or those that were not
   * @param reason empty: any
   * @param assignee who is to see to them; empty: anybody or nobody
   */
  public ShortfallList list(
      Caller by, boolean done, Optional<Reason> reason, Optional<UUID> assignee, Page wanted) {
    Optional<UUID> of = visibleOf(by);
    List<ShortfallRepository.Row> found =
        shortfalls.page(
            by.tenant(), new ShortfallRepository.Wanted(done, reason, assignee, of), wanted);
    List<ShortfallRepository.Row> shown = wanted.shown(found);
    long others = shown.stream().filter(row -> !row.principalId().equals(by.id())).count();
    audit.later(by, "conversation.listed", "", shown.size());
    if (others > 0) {
      audit.record(by, "conversation.listed_others", "", Map.of("others", others));
    }
    return new ShortfallList(
        named(by.tenant(), shown.stream().map(ShortfallRepository.Row::shortfall).toList()),
        wanted.next(
            found,
            last -> new Cursor(last.shortfall().askedAt(), last.shortfall().id()),
            by.tenant()));
  }

  /**
   * Says of a question that it was seen to, or is to be done again.
   *
   * @throws Problem NOT_FOUND if there is no such question in the list
   */
  public void mark(Caller by, UUID turn, boolean done) {
    Instant at = done ? clock.instant().truncatedTo(ChronoUnit.MICROS) : null;
    if (!shortfalls.mark(by.tenant(), turn, visibleOf(by), at)) {
      throw Problem.notFound("question");
    }
    audit.record(by, done ? "question.done" : "question.reopened", turn.toString(), Map.of());
  }

  /**
   * Says who is to see to a question.
   *
   * @param to empty: nobody
   * @throws Problem NOT_FOUND if there is no such question in the list, BAD_REQUEST if there is no
   *     such user, or one who cannot sign in
   */
  public void assign(Caller by, UUID turn, Optional<UUID> to) {
    to.ifPresent(
        user ->
            users
                .find(by.tenant(), user)
                .filter(User::isActive)
                .orElseThrow(
                    () -> Problem.badRequest("\"assignee\" must be a user who can sign in.")));
    if (!shortfalls.assign(by.tenant(), turn, visibleOf(by), to.orElse(null))) {
      throw Problem.notFound("question");
    }
    String assignee = to.map(UUID::toString).orElse("");
    audit.record(by, "question.assigned", turn.toString(), Map.of("assignee", assignee));
  }

  /**
   * As above, to the owner of the document that fits the question best.
   *
   * @return false if that has no owner who can sign in: then nothing has changed
   * @throws Problem NOT_FOUND if there is no such question in the list
   */
  public boolean assignToOwner(Caller by, UUID turn) {
    Optional<UUID> owner =
        shortfalls
            .owner(by.tenant(), turn, visibleOf(by))
            .orElseThrow(() -> Problem.notFound("question"))
            .filter(user -> users.find(by.tenant(), user).filter(User::isActive).isPresent());
    owner.ifPresent(user -> assign(by, turn, owner));
    return owner.isPresent();
  }

  private List<Shortfall> named(TenantId tenant, List<Shortfall> shown) {
    Map<UUID, String> emails = new HashMap<>();
    shown.stream()
        .map(Shortfall::assigneeId)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(id -> users.find(tenant, id).ifPresent(user -> emails.put(id, user.email())));
    return shown.stream().map(one -> one.of(emails.getOrDefault(one.assigneeId(), ""))).toList();
  }

  /** Empty: of everybody's. */
  private Optional<UUID> visibleOf(Caller by) {
    return tenants.get(by.tenant()).adminReadsChats() ? Optional.empty() : Optional.of(by.id());
  }
}
