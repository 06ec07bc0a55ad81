package org.concierge.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.tenant.TenantId;

/**
 * Something that somebody did, to be written down. It never holds message text, a document's text
 * or a credential.
 *
 * @param at to the microsecond, as PostgreSQL keeps it
 * @param action such as {@code document.deleted}
 * @param object the id of what it was done to, "" if nothing in particular
 * @param results how many rows were shown; null where that says nothing
 */
record AuditEvent(
    TenantId tenant,
    Instant at,
    UUID actorId,
    String actorName,
    String action,
    String object,
    String requestId,
    Long results,
    Map<String, String> details) {
  private static final int MAX_TEXT = 300;

  AuditEvent {
    at = at.truncatedTo(ChronoUnit.MICROS);
    actorName = storable(actorName);
    object = storable(object);
    requestId = storable(requestId);
    Map<String, String> plain = new TreeMap<>();
    details.forEach((name, value) -> plain.put(storable(name), storable(value)));
    details = plain;
  }

  static AuditEvent of(
      Caller by, Instant at, String action, String object, Long results, Map<String, ?> details) {
    Map<String, String> texts = new TreeMap<>();
    details.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return new AuditEvent(
        by.tenant(), at, by.id(), by.name(), action, object, by.requestId(), results, texts);
  }

  /** Whatever a stranger sends must not keep an event from being written. */
  private static String storable(String text) {
    String plain = text == null ? "" : text.replace("\u0000", "");
    String shown = plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT);
    // Half a character becomes a question mark.
    return new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
