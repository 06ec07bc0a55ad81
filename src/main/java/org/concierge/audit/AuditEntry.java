package org.concierge.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.tenant.TenantId;

/**
 * An event as it is stored.
 *
 * @param sequence from 1, without a gap
 * @param results null where that says nothing
 * @param detailsText the details as PostgreSQL writes them: the hash is made from these very bytes
 */
public record AuditEntry(
    TenantId tenant,
    long sequence,
    Instant at,
    UUID actorId,
    String actorName,
    String action,
    String object,
    String requestId,
    Long results,
    Map<String, String> details,
    String detailsText,
    byte[] previousHash,
    byte[] hash) {

  /** What {@code audit_event_chain} of the database computes, computed again. */
  byte[] expectedHash() {
    StringBuilder text = new StringBuilder();
    for (String part :
        List.of(
            tenant.value(),
            String.valueOf(sequence),
            String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
            actorId.toString(),
            actorName,
            action,
            object,
            requestId,
            results == null ? "" : results.toString(),
            detailsText)) {
      text.append(part.getBytes(StandardCharsets.UTF_8).length).append(':').append(part);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
      return digest.digest(previousHash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
