package org.concierge.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.TenantId;

/** A conversation as its reader may see it. */
public final class Transcript {
  private Transcript() {}

  /** A conversation on the wire; {@code turns} only where one is shown by itself. */
  public record SessionView(
      UUID id,
      String sessionId,
      String title,
      boolean pinned,
      Instant createdAt,
      Instant updatedAt,
      List<TurnView> turns) {
    static SessionView of(Conversation conversation, List<TurnView> turns) {
      return new SessionView(
          conversation.id(),
          conversation.sessionId(),
          conversation.title(),
          conversation.pinned(),
          conversation.createdAt(),
          conversation.updatedAt(),
          turns);
    }
  }

  /** A turn on the wire. */
  public record TurnView(
      UUID id,
      int position,
      String question,
      String answer,
      Turn.State state,
      String problem,
      String llmProvider,
      String model,
      Usage usage,
      boolean contextUsed,
      List<Citation> sources,
      Feedback feedback,
      String channel,
      String assistant,
      UUID replacedBy,
      Instant createdAt,
      Instant completedAt) {
    static TurnView of(Turn turn, Set<UUID> visible) {
      return new TurnView(
          turn.id(),
          turn.position(),
          turn.question(),
          turn.answer(),
          turn.state(),
          turn.problem(),
          turn.llmProvider(),
          turn.model(),
          new Usage(turn.promptTokens(), turn.completionTokens()),
          turn.contextUsed(),
          turn.sources().stream().filter(s -> visible.contains(s.documentId())).toList(),
          turn.feedback(),
          turn.channel(),
          turn.assistant(),
          turn.replacedBy(),
          turn.createdAt(),
          turn.completedAt());
    }
  }

  /** As it is now, not as it was: a source is gone when its document is no longer the reader's. */
  public static SessionView of(
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
