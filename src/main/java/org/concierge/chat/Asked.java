package org.concierge.chat;

import java.util.List;
import org.concierge.assistant.Guide;
import org.concierge.conversation.Turn;
import org.concierge.retrieval.Question;

/**
 * A question together with what its program tells of the conversation, if it keeps that itself.
 *
 * @param told earlier turns, oldest first; empty: those that are stored
 * @param wishes of the program for the answer, shown to the model behind the tenant's own; "" for
 *     none
 * @param channel by which door it came
 * @param guide the assistant that answers
 */
public record Asked(
    ChatRequest request, List<Turn> told, String wishes, String channel, Guide guide) {

  /** To no assistant, or to one that is not looked up yet. */
  public Asked(ChatRequest request, List<Turn> told, String wishes, String channel) {
    this(request, told, wishes, channel, Guide.NONE);
  }

  /** Of a client that leaves the conversation to us. */
  public static Asked of(ChatRequest request) {
    return new Asked(request, List.of(), "", "api");
  }

  /** The same by another door. */
  public Asked by(String door) {
    return new Asked(request, told, wishes, door, guide);
  }

  /** The same to this assistant. */
  public Asked to(Guide assistant) {
    return new Asked(request, told, wishes, channel, assistant);
  }

  /** The same, its question being this one. */
  Asked asking(String question) {
    return new Asked(request.asking(question), told, wishes, channel, guide);
  }

  /** What is looked for, where the request says and within the assistant's bounds. */
  Question question(String text, int limit) {
    Question wide = request.question(text, limit);
    return new Question(text, limit, wide.filter().within(guide.bounds()));
  }
}
