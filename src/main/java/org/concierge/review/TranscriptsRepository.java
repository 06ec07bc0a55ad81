package org.concierge.review;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.conversation.Conversation;
import org.concierge.conversation.TranscriptRepository;
import org.concierge.conversation.Turn;
import org.concierge.persistence.EntityManagers;
import org.concierge.tenant.TenantId;

/** Conversations with their turns, whosever they are. Each method is one transaction. */
public final class TranscriptsRepository {
  private final EntityManagers entities;

  public TranscriptsRepository(EntityManagers entities) {
    this.entities = entities;
  }

  /**
   * A conversation.
   *
   * @param turns oldest first, with those that were replaced
   * @param times of the turns that a search preceded, by the turns' ids
   */
  record Whole(Conversation conversation, List<Turn> turns, Map<UUID, Times> times) {}

  /**
   * How long an answer took.
   *
   * @param firstDeltaMs to its first word; null if there was none
   */
  public record Times(int searchMs, Integer firstDeltaMs) {}

  Optional<Whole> find(TenantId tenant, UUID id) {
    return entities.inTransaction(
        tenant, em -> TranscriptRepository.any(em, id).map(found -> whole(em, found)));
  }

  private static Whole whole(EntityManager em, Conversation found) {
    List<Turn> turns = TranscriptRepository.turns(em, found.id());
    Map<UUID, Times> times = new HashMap<>();
    em.createQuery(
            "select g.turnId, g.searchMillis, g.firstDeltaMillis from Grounds g where g.turnId in"
                + " (select t.id from Turn t where t.conversationId = :conversation)",
            Object[].class)
        .setParameter("conversation", found.id())
        .getResultStream()
        .forEach(row -> times.put((UUID) row[0], new Times((Integer) row[1], (Integer) row[2])));
    return new Whole(found, turns, times);
  }

  /** With its turns; false if there is none. */
  boolean delete(TenantId tenant, UUID id) {
    return entities.inTransaction(
        tenant,
        em -> {
          Optional<Conversation> found = TranscriptRepository.any(em, id);
          found.ifPresent(em::remove);
          return found.isPresent();
        });
  }
}
