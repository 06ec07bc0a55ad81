package org.concierge.conversation;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concierge.conversation.SessionsResource.SessionView;
import org.concierge.conversation.SessionsResource.TurnView;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.TenantId;

/** A conversation as its reader may see it. */
final class Transcript {
  private Transcript() {}

  /** As it is now, not as it was: a source is gone when its document is no longer the reader's. */
  static SessionView of(
      Conversation conversation, List<Turn> turns, Retriever retriever, TenantId tenant) {
    Set<UUID> visible =
        retriever.visible(
            tenant,
            turns.stream()
                .flatMap(turn -> turn.sources().stream())
                .map(Citation::documentId)
                .collect(Collectors.toSet()));
    return SessionView.of(
        conversation, turns.stream().map(turn -> TurnView.of(turn, visible)).toList());
  }
}
