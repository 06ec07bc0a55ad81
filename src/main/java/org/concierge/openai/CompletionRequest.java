package org.concierge.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.TenantSelecting;
import org.concierge.chat.Asked;
import org.concierge.chat.ChatRequest;
import org.concierge.conversation.Turn;
import org.concierge.problem.Problem;

/**
 * Body of {@code POST /v1/chat/completions}. Which model answers is the tenant's choice: {@code
 * model} is taken and passed over, as are the settings of sampling, unless it names an assistant.
 *
 * <p>Source: the OpenAI API reference, "Create chat completion".
 */
public record CompletionRequest(
    String tenantId,
    String model,
    List<Message> messages,
    Boolean stream,
    StreamOptions streamOptions,
    Integer n)
    implements TenantSelecting {
  /** What stands before an assistant's id where clients know models only. */
  static final String ASSISTANT = "assistant:";

  private static final int MAX_MESSAGES = 1_000;
  private static final int MAX_WISHES = 10_000;

  /** Earlier turns that are shown to the model, as of conversations that are stored. */
  private static final int REMEMBERED = 6;

  /** An utterance; {@code content} is a text or a list of parts. */
  public record Message(String role, Object content) {}

  /** What a stream holds besides the answer. */
  public record StreamOptions(Boolean includeUsage) {}

  /** The id of the assistant that is asked; "" for none. */
  String assistant() {
    if (model == null || !model.startsWith(ASSISTANT)) {
      return "";
    }
    // Nobody's name is no assistant, rather than none in particular.
    return model.equals(ASSISTANT) ? ASSISTANT : model.substring(ASSISTANT.length());
  }

  /** As the answer calls who has written it. */
  String calledModel(String otherwise) {
    return assistant().isEmpty() ? otherwise : model;
  }

  boolean includesUsage() {
    return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
  }

  /**
   * The last message of the user is the question, those before it are the conversation, those of
   * the system are wishes.
   *
   * @throws Problem BAD_REQUEST, saying which member is wrong
   */
  Asked asked() {
    if (messages == null || messages.isEmpty() || messages.size() > MAX_MESSAGES) {
      throw Problem.badRequest("\"messages\" must hold 1 to " + MAX_MESSAGES + " messages.");
    }
    if (n != null && n != 1) {
      throw Problem.badRequest("\"n\" must be 1.");
    }
    StringBuilder wishes = new StringBuilder();
    List<Turn> turns = new ArrayList<>();
    String question = null;
    for (Message message : messages) {
      String text = text(message);
      switch (String.valueOf(message.role())) {
        case "system", "developer" -> wishes.append(text).append('\n');
        case "user" -> question = question == null ? text : question + "\n" + text;
        case "assistant" -> {
          if (question != null) {
            turns.add(Turn.told(turns.size() + 1, question, text));
            question = null;
          }
        }
        case "tool", "function" -> {
          // There are no tools of a caller here; what they said belongs to no turn.
        }
        default -> throw Problem.badRequest("A message's \"role\" is unknown.");
      }
    }
    if (question == null || wishes.length() > MAX_WISHES) {
      throw Problem.badRequest(
          question == null
              ? "The last of \"messages\" must be the user's."
              : "Messages of the system may have " + MAX_WISHES + " characters at most.");
    }
    return new Asked(
        new ChatRequest(
            tenantId, name(), question, null, null, null, null, stream, null, assistant()),
        turns.subList(Math.max(0, turns.size() - REMEMBERED), turns.size()),
        wishes.toString().strip(),
        "openai");
  }

  /** Each request is a conversation of its own here: what came before, the program tells itself. */
  private static String name() {
    return "openai-" + UUID.randomUUID();
  }

  private static String text(Message message) {
    if (message == null) {
      throw Problem.badRequest("A message is null.");
    }
    if (message.content() == null) {
      return "";
    }
    if (message.content() instanceof String text) {
      return text;
    }
    if (!(message.content() instanceof List<?> parts)) {
      throw Problem.badRequest("A message's \"content\" must be a text or a list of parts.");
    }
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      if (!(part instanceof Map<?, ?> member)
          || !"text".equals(member.get("type"))
          || !(member.get("text") instanceof String piece)) {
        throw Problem.badRequest("Only parts of the type \"text\" can be answered.");
      }
      text.append(text.isEmpty() ? "" : "\n").append(piece);
    }
    return text.toString();
  }
}
