package org.concierge.visit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concierge.access.Principal;
import org.concierge.access.Reader;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.widget.Widget;

/**
 * Whoever asks on a public page. All that is known is a secret which the page keeps for them: who
 * has it continues their conversations, and nobody else does.
 */
final class Visitor {
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9._-]{16,128}");
  private static final Pattern RANDOM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Visitor() {}

  /**
   * @param secret null if the page keeps none: then the name of the conversation is the secret, if
   *     it is one that cannot be guessed, and otherwise this is somebody new
   * @param sessionId null for a new conversation
   * @throws Problem BAD_REQUEST if the secret could be guessed
   */
  static Principal of(Widget widget, String secret, String sessionId) {
    if (secret != null && !SECRET.matcher(secret).matches()) {
      throw Problem.badRequest("\"visitor_id\" must be 16 to 128 letters, digits, and . _ -");
    }
    UUID id;
    if (secret != null) {
      id = id(widget, "visitor", secret);
    } else if (sessionId != null && RANDOM.matcher(sessionId).matches()) {
      id = id(widget, "session", sessionId);
    } else {
      id = UUID.randomUUID();
    }
    return new Principal(
        id,
        "visitor of " + widget.key(),
        widget.tenant(),
        Set.of(Scope.CHAT),
        Reader.ofPublic(),
        Optional.empty(),
        Optional.empty());
  }

  /** From whose list nobody can tell the secret. */
  private static UUID id(Widget widget, String kind, String secret) {
    try {
      String text =
          String.join("\n", List.of(widget.tenant().value(), widget.id().toString(), kind, secret));
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      // Version 8 of RFC 9562, which no random id has.
      long high = hash.getLong() & ~0xf000L | 0x8000L;
      long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
