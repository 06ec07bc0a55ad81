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
import org.concierge.tenant.TenantId;
import org.concierge.widget.Widget;

/**
 * Whoever asks without being known. All there is of them is a secret which their page or program
 * keeps: who has it continues their conversations, and nobody else does.
 */
public final class Visitor {
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9._-]{16,128}");
  private static final Pattern RANDOM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Visitor() {}

  /**
   * @param secret null if the page keeps none: then the name of the conversation is the secret, if
   *     it is one that cannot be guessed, and otherwise this is somebody new
   * @throws Problem BAD_REQUEST if the secret could be guessed
   */
  static Principal of(Widget widget, String secret, String sessionId) {
    if (secret != null && !SECRET.matcher(secret).matches()) {
      throw Problem.badRequest("\"visitor_id\" must be 16 to 128 letters, digits, and . _ -");
    }
    String place = widget.id().toString();
    return visitor(
        secret == null
            ? inConversation(widget.tenant(), place, sessionId)
            : id(widget.tenant(), place, "visitor", secret),
        "visitor of " + widget.key(),
        widget.tenant());
  }

  /** Who asks by the chat API itself, in a tenant whose chat is public. */
  public static Principal ofChat(TenantId tenant, String sessionId) {
    return visitor(inConversation(tenant, "chat", sessionId), "visitor", tenant);
  }

  private static UUID inConversation(TenantId tenant, String place, String sessionId) {
    return RANDOM.matcher(sessionId).matches()
        ? id(tenant, place, "session", sessionId)
        : UUID.randomUUID();
  }

  private static Principal visitor(UUID id, String name, TenantId tenant) {
    return new Principal(
        id,
        name,
        tenant,
        Set.of(Scope.CHAT),
        Reader.ofPublic(),
        Optional.empty(),
        Optional.empty());
  }

  /** From whose list nobody can tell the secret. */
  private static UUID id(TenantId tenant, String place, String kind, String secret) {
    try {
      String text = String.join("\n", List.of(tenant.value(), place, kind, secret));
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
