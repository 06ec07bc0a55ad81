package org.concierge.conversation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.access.Principal;
import org.concierge.persistence.EntityManagers;
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

  /**
   * A question on its way into a conversation.
   *
   * @param question null: that of the turn that it replaces
   * @param replaces a turn of the same conversation that is asked anew, and all after it; null for
   *     none
   * @param channel by which door it came
   * @param assistant that was asked; "" for none
   */
  public record Beginning(
      String sessionId, String question, UUID replaces, String channel, String assistant) {}

  /**
   * How a turn ended.
   *
   * @param restsOn the documents that the answer was made from
   * @param grounds empty if no search preceded it
   */
  public record Ending(
      Turn.State how,
      ChatAnswer answer,
      String problem,
      Collection<UUID> restsOn,
      Optional<Grounds> grounds) {}

  /**
   * Stores a question in the principal's conversation of that name, which it begins if need be.
   *
   * @throws Problem NOT_FOUND if the turn to replace is none of that conversation
   */
  public Begun begin(Principal principal, Beginning asked, int maxTurns) {
    for (int tries = 1; ; tries++) {
      try {
        return tryToBegin(principal, asked, maxTurns);
      } catch (Problem problem) {
        // Two questions at once that both begin the conversation: the second finds it now.
        if (problem.type() != ProblemType.CONFLICT || tries == MAX_TRIES) {
          throw problem;
        }
      }
    }
  }

  private Begun tryToBegin(Principal principal, Beginning asked, int maxTurns) {
    return entities.inTransaction(
        principal.tenant(),
        em -> {
          flushLater(em);
          Instant now = clock.instant();
          Optional<Conversation> known = find(em, principal, asked.sessionId());
          Optional<Turn> former = former(em, known, asked.replaces());
          String question =
              asked.question() == null ? former.orElseThrow().question() : asked.question();
          Conversation conversation =
              known.orElseGet(
                  () ->
                      new Conversation(
                          UUID.randomUUID(), principal.id(), asked.sessionId(), question, now));
          int position = known.isPresent() ? lastPosition(em, conversation.id()) + 1 : 1;
          if (position > maxTurns) {
            return new Begun(Optional.empty(), List.of());
          }
          if (known.isPresent()) {
            conversation.touch(now);
          } else {
            em.persist(conversation);
          }
          Turn turn = new Turn(UUID.randomUUID(), conversation.id(), position, question, now);
          turn.cameBy(asked.channel(), asked.assistant());
          former.ifPresent(first -> replace(em, first, turn.id()));
          List<Turn> last = known.isPresent() ? lastTurns(em, conversation.id()) : List.of();
          em.persist(turn);
          return new Begun(Optional.of(turn), last);
        });
  }

  /** The turn to ask anew; empty if none is wanted. */
  private static Optional<Turn> former(EntityManager em, Optional<Conversation> in, UUID turn) {
    if (turn == null) {
      return Optional.empty();
    }
    return Optional.of(
        TranscriptRepository.turn(em, turn)
            .filter(found -> in.filter(c -> c.id().equals(found.conversationId())).isPresent())
            .orElseThrow(() -> Problem.notFound("turn")));
  }

  private static void replace(EntityManager em, Turn first, UUID by) {
    TranscriptRepository.turns(em, first.conversationId()).stream()
        .filter(turn -> turn.position() >= first.position() && turn.replacedBy() == null)
        .forEach(turn -> turn.replaceBy(by));
  }

  private static int lastPosition(EntityManager em, UUID conversation) {
    return em.createQuery(
            "select coalesce(max(t.position), 0) from Turn t"
                + " where t.conversationId = :conversation",
            Integer.class)
        .setParameter("conversation", conversation)
        .getSingleResult();
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
                    + " and t.replacedBy is null order by t.position desc",
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
   * @throws Problem NOT_FOUND if the conversation was deleted meanwhile
   */
  public void end(TenantId tenant, UUID turn, Ending ending) {
    entities.inTransaction(
        tenant,
        em -> {
          Turn stored = em.find(Turn.class, turn);
          if (stored == null) {
            throw Problem.notFound("conversation");
          }
          stored.end(ending.how(), ending.answer(), ending.problem(), clock.instant());
          stored.restOn(ending.restsOn());
          ending.grounds().ifPresent(em::persist);
          return null;
        });
  }

  /** Changes a conversation of the principal's; false if there is none with that id. */
  boolean change(Principal owner, UUID id, Consumer<Conversation> change) {
    return entities.inTransaction(
        owner.tenant(),
        em -> {
          Optional<Conversation> own = TranscriptRepository.own(em, owner, id);
          own.ifPresent(change);
          return own.isPresent();
        });
  }

  /** Deletes a conversation of the principal's with its turns; false if there is none. */
  boolean delete(Principal owner, UUID id) {
    return entities.inTransaction(
        owner.tenant(),
        em -> {
          Optional<Conversation> own = TranscriptRepository.own(em, owner, id);
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
                  .filter(
                      found ->
                          TranscriptRepository.own(em, owner, found.conversationId()).isPresent());
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
}
