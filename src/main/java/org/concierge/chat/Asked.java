package org.concierge.chat;

import java.util.List;
import org.concierge.conversation.Turn;

/**
 * A question together with what its program tells of the conversation, if it keeps that itself.
 *
 * @param told earlier turns, oldest first; empty: those that are stored
 * @param wishes of the program for the answer, shown to the model behind the tenant's own; "" for
 *     none
 * @param channel by which door it came
 */
public record Asked(ChatRequest request, List<Turn> told, String wishes, String channel) {
  /** Of a client that leaves the conversation to us. */
  public static Asked of(ChatRequest request) {
    return new Asked(request, List.of(), "", "api");
  }

  /** The same by another door. */
  public Asked by(String door) {
    return new Asked(request, told, wishes, door);
  }

  /** The same, its question being this one. */
  Asked asking(String question) {
    return new Asked(request.asking(question), told, wishes, channel);
  }
}
