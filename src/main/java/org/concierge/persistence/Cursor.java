package org.concierge.persistence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * Where a list was left: the time and id of its last row. Opaque to callers, and of use only in the
 * tenant that it was made for.
 */
public record Cursor(Instant time, UUID id) {
  /** Before every row of a list that begins with the newest. */
  public static final Cursor START =
      new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1L, -1L));

  public String text(TenantId tenant) {
    String plain = tenant + " " + time + " " + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param text null or empty: the start
   * @throws Problem BAD_REQUEST if the cursor was altered or belongs to another tenant
   */
  public static Cursor parse(String text, TenantId tenant) {
    if (text == null || text.isEmpty()) {
      return START;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split(" ", -1);
      if (parts.length == 3 && parts[0].equals(tenant.value())) {
        Instant time = Instant.parse(parts[1]);
        // Java's times reach further than PostgreSQL's.
        if (!time.isBefore(Instant.EPOCH) && !time.isAfter(START.time())) {
          return new Cursor(time, UUID.fromString(parts[2]));
        }
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // Answered below, as a cursor of another tenant is.
    }
    throw Problem.badRequest("The cursor is not one of this list.");
  }
}
