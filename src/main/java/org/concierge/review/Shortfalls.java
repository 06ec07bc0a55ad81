package org.concierge.review;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenants;

/**
 * Questions that were not answered, or not well: what administrators have to do so that they are
 * the next time. Of others' only where the tenant lets administrators read those; that they were
 * looked at is written down before they are shown. Thread safe; works inside the tenant's scope.
 */
public final class Shortfalls {
  private final Tenants tenants;
  private final ShortfallRepository shortfalls;
  private final Audit audit;
  private final Clock clock;

  public Shortfalls(Tenants tenants, ShortfallRepository shortfalls, Audit audit, Clock clock) {
    this.tenants = tenants;
    this.shortfalls = shortfalls;
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
      Instant seenToAt) {}

  /** One page, the newest first; no cursor on the last one. */
  public record ShortfallList(List<Shortfall> items, String nextCursor) {}

  /**
   * @param done those that were seen to, or those that were not
   * @param reason empty: any
   */
  public ShortfallList list(Caller by, boolean done, Optional<Reason> reason, Page wanted) {
    Optional<UUID> of = visibleOf(by);
    List<ShortfallRepository.Row> found =
        shortfalls.page(by.tenant(), new ShortfallRepository.Wanted(done, reason, of), wanted);
    List<ShortfallRepository.Row> shown = wanted.shown(found);
    long others = shown.stream().filter(row -> !row.principalId().equals(by.id())).count();
    audit.later(by, "conversation.listed", "", shown.size());
    if (others > 0) {
      audit.record(by, "conversation.listed_others", "", Map.of("others", others));
    }
    return new ShortfallList(
        shown.stream().map(ShortfallRepository.Row::shortfall).toList(),
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

  /** Empty: of everybody's. */
  private Optional<UUID> visibleOf(Caller by) {
    return tenants.get(by.tenant()).adminReadsChats() ? Optional.empty() : Optional.of(by.id());
  }
}
