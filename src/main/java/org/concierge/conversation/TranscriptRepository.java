package org.concierge.conversation;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Principal;
import org.concierge.persistence.Page;

/** Reads conversations and their turns with the request's EntityManager. */
public final class TranscriptRepository {
  private TranscriptRepository() {}

  static Optional<Conversation> own(EntityManager em, Principal owner, UUID id) {
    return Optional.ofNullable(em.find(Conversation.class, id))
        .filter(found -> found.principalId().equals(owner.id()));
  }

  /**
   * Those of the principal whose title, questions or answers hold the text, last used first; one
   * row more than is shown, if there are more.
   *
   * @param text null or empty for all
   * @param pinned only those that are pinned
   */
  static List<Conversation> own(
      EntityManager em, Principal owner, Page wanted, String text, boolean pinned) {
    String part = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return em.createQuery(
            "select c from Conversation c where c.principalId = :of"
                + " and (c.updatedAt < :time or (c.updatedAt = :time and c.id < :id))"
                + " and (:pinned = false or c.pinned = true)"
                + " and (locate(:text, lower(c.title)) > 0 or exists (select t.id from Turn t"
                + " where t.conversationId = c.id and (locate(:text, lower(t.question)) > 0"
                + " or locate(:text, lower(t.answer)) > 0)))"
                + " order by c.updatedAt desc, c.id desc",
            Conversation.class)
        .setParameter("of", owner.id())
        .setParameter("time", wanted.after().time())
        .setParameter("id", wanted.after().id())
        .setParameter("text", part)
        .setParameter("pinned", pinned)
        .setMaxResults(wanted.fetched())
        .getResultList();
  }

  static Optional<Turn> turn(EntityManager em, UUID id) {
    return Optional.ofNullable(em.find(Turn.class, id));
  }

  /** Empty if no search preceded the answer. */
  static Optional<Grounds> grounds(EntityManager em, UUID turn) {
    return Optional.ofNullable(em.find(Grounds.class, turn));
  }

  /** Anybody's: whether the caller may see it is for the caller to say. */
  public static Optional<Conversation> any(EntityManager em, UUID id) {
    return Optional.ofNullable(em.find(Conversation.class, id));
  }

  /** All of a conversation, oldest first, with those that were replaced. */
  public static List<Turn> turns(EntityManager em, UUID conversation) {
    return em.createQuery(
            "select t from Turn t where t.conversationId = :conversation order by t.position",
            Turn.class)
        .setParameter("conversation", conversation)
        .getResultList();
  }
}
