package org.concierge.it;

import java.util.Arrays;
import java.util.Set;

/**
 * How one request to the {@link FakeModel} is answered.
 *
 * @param reply what a chat answer says: {@code ok} a canned sentence, {@code echo} the last user
 *     message, {@code prompt} all messages, {@code cite} the first words of each passage that
 *     follows an {@code [n]} at a line's begin; anything else is said word for word
 * @param fault what goes wrong, or {@code none}; see {@link #FAULTS}
 * @param millisPerToken the pause before each word of a stream
 */
record FakeModelBehaviour(String reply, String fault, int millisPerToken) {
  static final FakeModelBehaviour OK = new FakeModelBehaviour("ok", "none", 0);

  private static final Set<String> REPLIES = Set.of("ok", "echo", "prompt", "cite");

  /**
   * {@code hang} never answers; {@code hang-headers} only headers; {@code hang-mid} half, then
   * silence; {@code cut} half, then the connection breaks; {@code reset} no answer, the connection
   * breaks; {@code nodone} a stream without its end mark; {@code badjson}; {@code html} a page with
   * status 200; {@code empty} no choices; {@code error-in-stream} half, then an error object;
   * {@code filtered} half, then an end for the sake of the provider's filter. For embeddings:
   * {@code wrongdims} one number too many, {@code shortbatch} one embedding too few, {@code
   * shuffled} in another order, its index being right, {@code nan} a number that is none.
   */
  static final Set<String> FAULTS =
      Set.of(
          "none",
          "hang",
          "hang-headers",
          "hang-mid",
          "reset",
          "cut",
          "nodone",
          "badjson",
          "html",
          "empty",
          "error-in-stream",
          "filtered",
          "wrongdims",
          "shortbatch",
          "shuffled",
          "nan");

  static FakeModelBehaviour saying(String text) {
    return new FakeModelBehaviour(text, "none", 0);
  }

  /**
   * Reads parts separated by commas: a reply, a fault or an HTTP status, {@code slow=N} with the
   * milliseconds before each word.
   *
   * @throws IllegalArgumentException for a part that is none of these, lest a test passes because
   *     its fault never happened
   */
  static FakeModelBehaviour parse(String text) {
    FakeModelBehaviour result = OK;
    for (String part : text.split(",")) {
      result = result.with(part.strip());
    }
    return result;
  }

  boolean is(String name) {
    return fault.equals(name);
  }

  boolean isStatus() {
    return fault.matches("[45]\\d\\d");
  }

  private FakeModelBehaviour with(String part) {
    if (REPLIES.contains(part)) {
      return new FakeModelBehaviour(part, fault, millisPerToken);
    }
    if (FAULTS.contains(part) || part.matches("[45]\\d\\d")) {
      return new FakeModelBehaviour(reply, part, millisPerToken);
    }
    if (part.matches("slow=\\d+")) {
      return new FakeModelBehaviour(reply, fault, Integer.parseInt(part.substring(5)));
    }
    throw new IllegalArgumentException(
        part + " is none of " + REPLIES + Arrays.toString(FAULTS.toArray()) + " 4xx 5xx slow=N");
  }
}
