package org.concierge.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/** Where a page of events ended. Opaque to callers, of use only in the tenant it was made for. */
final class AuditCursor {
  static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private AuditCursor() {}

  static String text(long sequence, TenantId tenant) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((tenant + " " + sequence).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The sequence that the next page begins below.
   *
   * @param text null or empty: of the first page
   * @throws Problem BAD_REQUEST if the cursor was altered or belongs to another tenant
   */
  static long parse(String text, TenantId tenant) {
    if (text == null || text.isEmpty()) {
      return Long.MAX_VALUE;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split(" ", -1);
      if (parts.length == 2 && parts[0].equals(tenant.value())) {
        return Long.parseLong(parts[1]);
      }
    } catch (IllegalArgumentException e) {
      // Answered below, as a cursor of another tenant is.
    }
    throw Problem.badRequest("The cursor is not one of this list.");
  }
}
