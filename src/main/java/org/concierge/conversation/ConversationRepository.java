package org.concierge.conversation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.access.Caller;
import org.concierge.access.Principal;
import org.concierge.persistence.EntityManagers;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/** Conversations and their turns; each method is one short transaction. */
public final class ConversationRepository {
  /** Earlier turns that the model is shown: more costs tokens and adds little. */
  private static final int REMEMBERED = 6;

  private static final int MAX_TRIES = 3;

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
        // Two questions at once that both begin the conversation: the second finds it now.
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
          flushLater(em);
          Instant now = clock.instant();
          Optional<Conversation> known = find(em, principal, sessionId);
          Conversation conversation =
              known.orElseGet(
                  () ->
                      new Conversation(
                          UUID.randomUUID(), principal.id(), sessionId, question, now));
          List<Turn> last = List.of();
          if (known.isPresent()) {
            conversation.touch(now);
            last = lastTurns(em, conversation.id());
          } else {
            em.persist(conversation);
          }
          int position = last.isEmpty() ? 1 : last.get(last.size() - 1).position() + 1;
          if (position > maxTurns) {
            return new Begun(Optional.empty(), last);
          }
          Turn turn = new Turn(UUID.randomUUID(), conversation.id(), position, question, now);
          em.persist(turn);
          return new Begun(Optional.of(turn), last);
        });
  }

  /**
   * A question is not acknowledged when it is stored but when its answer is, which {@link #end}
   * writes to disk together with all before it: waiting for the disk twice would only delay the
   * answer's first words.
   */
  private static void flushLater(EntityManager em) {
    em.createNativeQuery("select set_config('synchronous_commit', 'off', true)").getSingleResult();
  }

  /** Locked: of two questions at once in one conversation, the second waits for its place. */
  private static Optional<Conversation> find(
      EntityManager em, Principal principal, String sessionId) {
    return em.createQuery(
            "select c from Conversation c where c.principalId = :principal and c.sessionId = :name",
            Conversation.class)
        .setParameter("principal", principal.id())
        .setParameter("name", sessionId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
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

  /**
   * Stores how a turn ended.
   *
   * @param restsOn the documents that the answer was made from
   * @throws Problem NOT_FOUND if the conversation was deleted meanwhile
   */
  public void end(
      TenantId tenant,
      UUID turn,
      Turn.State how,
      ChatAnswer answer,
      String problem,
      Collection<UUID> restsOn) {
    entities.inTransaction(
        tenant,
        em -> {
          Turn stored = em.find(Turn.class, turn);
          if (stored == null) {
            throw Problem.notFound("conversation");
          }
          stored.end(how, answer, problem, clock.instant());
          stored.restOn(restsOn);
          return null;
        });
  }

  /** Changes a conversation of the principal's; false if there is none with that id. */
  boolean change(Principal owner, UUID id, Consumer<Conversation> change) {
    return entities.inTransaction(
        owner.tenant(),
        em -> {
          Optional<Conversation> own = own(em, owner, id);
          own.ifPresent(change);
          return own.isPresent();
        });
  }

  /** Deletes a conversation of the principal's with its turns; false if there is none. */
  boolean delete(Principal owner, UUID id) {
    return entities.inTransaction(
        owner.tenant(),
        em -> {
          Optional<Conversation> own = own(em, owner, id);
          own.ifPresent(em::remove);
          return own.isPresent();
        });
  }

  /** Rates an answer that the principal was given; false if there is none with that id. */
  boolean rate(Principal owner, UUID turn, Feedback feedback) {
    return entities.inTransaction(
        owner.tenant(),
        em -> {
          Optional<Turn> own =
              Optional.ofNullable(em.find(Turn.class, turn))
                  .filter(found -> own(em, owner, found.conversationId()).isPresent());
          own.ifPresent(found -> found.rate(feedback));
          return own.isPresent();
        });
  }

  /**
   * A turn of the tenant's.
   *
   * @param of only of this principal's conversations; null: of anybody's
   */
  public Optional<Turn> turn(TenantId tenant, UUID id, UUID of) {
    return entities.inTransaction(
        tenant,
        em ->
            Optional.ofNullable(em.find(Turn.class, id))
                .filter(
                    found ->
                        of == null
                            || em.find(Conversation.class, found.conversationId())
                                .principalId()
                                .equals(of)));
  }

  static Optional<Conversation> own(EntityManager em, Principal owner, UUID id) {
    return Optional.ofNullable(em.find(Conversation.class, id))
        .filter(found -> found.principalId().equals(owner.id()));
  }

  /** Those of the principal whose title holds the text, as {@link #page} lists them. */
  static List<Conversation> own(EntityManager em, Principal owner, Page wanted, String text) {
    String part = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return em.createQuery(
            "select c from Conversation c where c.principalId = :of"
                + " and (c.updatedAt < :time or (c.updatedAt = :time and c.id < :id))"
                + " and locate(:text, lower(c.title)) > 0"
                + " order by c.updatedAt desc, c.id desc",
            Conversation.class)
        .setParameter("of", owner.id())
        .setParameter("time", wanted.after().time())
        .setParameter("id", wanted.after().id())
        .setParameter("text", part)
        .setMaxResults(wanted.fetched())
        .getResultList();
  }

  /**
   * The tenant's conversations, last used first; one row more than is shown, if there are more.
   *
   * @param of whose; empty for everybody's
   */
  static List<Conversation> page(EntityManager em, Page wanted, Optional<UUID> of) {
    return em.createQuery(
            "select c from Conversation c where (c.updatedAt < :time"
                + " or (c.updatedAt = :time and c.id < :id)) and (:all = true or c.principalId = :of)"
                + " order by c.updatedAt desc, c.id desc",
            Conversation.class)
        .setParameter("all", of.isEmpty())
        .setParameter("of", of.orElse(Caller.NOBODY))
        .setParameter("time", wanted.after().time())
        .setParameter("id", wanted.after().id())
        .setMaxResults(wanted.fetched())
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
