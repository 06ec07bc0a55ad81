package org.concierge.conversation;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Principal;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.EntityManagers;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/** Conversations and their turns; each method is one short transaction. */
public final class ConversationRepository {
  /** Earlier turns that the model is shown: more costs tokens and adds little. */
  private static final int REMEMBERED = 6;

  private static final int MAX_TRIES = 5;

  private final EntityManagers entities;
  private final Clock clock;

  public ConversationRepository(EntityManagers entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * A turn that has begun.
   *
   * @param turn empty if the conversation has its full length: then nothing was stored
   * @param earlier turns that were answered, oldest first
   */
  public record Begun(Optional<Turn> turn, List<Turn> earlier) {}

  /** Stores a question in the principal's conversation of that name, which it begins if need be. */
  public Begun begin(Principal principal, String sessionId, String question, int maxTurns) {
    for (int tries = 1; ; tries++) {
      try {
        return tryToBegin(principal, sessionId, question, maxTurns);
      } catch (Problem problem) {
        // Two questions at once in one conversation want the same place in it.
        if (problem.type() != ProblemType.CONFLICT || tries == MAX_TRIES) {
          throw problem;
        }
      }
    }
  }

  private Begun tryToBegin(Principal principal, String sessionId, String question, int maxTurns) {
    return entities.inTransaction(
        principal.tenant(),
        em -> {
          Instant now = clock.instant();
          Conversation conversation =
              find(em, principal, sessionId)
                  .orElseGet(
                      () -> {
                        Conversation first =
                            new Conversation(
                                UUID.randomUUID(), principal.id(), sessionId, question, now);
                        em.persist(first);
                        return first;
                      });
          conversation.touch(now);
          List<Turn> last = lastTurns(em, conversation.id());
          int position = last.isEmpty() ? 1 : last.get(last.size() - 1).position() + 1;
          if (position > maxTurns) {
            return new Begun(Optional.empty(), last);
          }
          Turn turn = new Turn(UUID.randomUUID(), conversation.id(), position, question, now);
          em.persist(turn);
          return new Begun(Optional.of(turn), last);
        });
  }

  private static Optional<Conversation> find(
      EntityManager em, Principal principal, String sessionId) {
    return em.createQuery(
            "select c from Conversation c where c.principalId = :principal and c.sessionId = :name",
            Conversation.class)
        .setParameter("principal", principal.id())
        .setParameter("name", sessionId)
        .getResultStream()
        .findFirst();
  }

  private static List<Turn> lastTurns(EntityManager em, UUID conversation) {
    List<Turn> newestFirst =
        em.createQuery(
                "select t from Turn t where t.conversationId = :conversation"
                    + " order by t.position desc",
                Turn.class)
            .setParameter("conversation", conversation)
            .setMaxResults(REMEMBERED)
            .getResultList();
    List<Turn> turns = new ArrayList<>(newestFirst);
    Collections.reverse(turns);
    return turns;
  }

  /** Stores how a turn ended. */
  public void end(TenantId tenant, UUID turn, Turn.State how, ChatAnswer answer, String problem) {
    entities.inTransaction(
        tenant,
        em -> {
          Turn stored = em.find(Turn.class, turn);
          if (stored != null) {
            stored.end(how, answer, problem, clock.instant());
          }
          return null;
        });
  }

  /** The tenant's conversations, last used first; one row more than the limit if there are more. */
  static List<Conversation> page(EntityManager em, Cursor after, int limit) {
    return em.createQuery(
            "select c from Conversation c where c.updatedAt < :time"
                + " or (c.updatedAt = :time and c.id < :id) order by c.updatedAt desc, c.id desc",
            Conversation.class)
        .setParameter("time", after.time())
        .setParameter("id", after.id())
        .setMaxResults(limit + 1)
        .getResultList();
  }

  static List<Turn> turns(EntityManager em, UUID conversation) {
    return em.createQuery(
            "select t from Turn t where t.conversationId = :conversation order by t.position",
            Turn.class)
        .setParameter("conversation", conversation)
        .getResultList();
  }
}
