package org.concierge.llm;

import java.util.List;

/**
 * Exactly what is sent to the model.
 *
 * @param messages oldest first; the last one is the user's
 */
public record Prompt(String system, List<Message> messages) {

  /** Whose utterance it is. */
  public enum Author {
    USER,
    ASSISTANT
  }

  /** One utterance. */
  public record Message(Author author, String text) {}

  public Prompt {
    messages = List.copyOf(messages);
  }
}
