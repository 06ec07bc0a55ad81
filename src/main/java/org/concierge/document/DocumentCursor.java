package org.concierge.document;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.concierge.document.DocumentQuery.Order;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * Where a list of documents was left: the last one and what it was ordered by. Opaque to callers,
 * and of use only in the tenant and the order that it was made for.
 */
public record DocumentCursor(String key, UUID id) {
  private static final String SEPARATOR = "\n";

  /** Behind this document. */
  public static DocumentCursor behind(Document last, Order order) {
    String key =
        switch (order.by()) {
          case "title" -> last.title();
          case "status" -> last.status().name();
          case "size" -> String.valueOf(last.sizeBytes());
          default -> last.createdAt().toString();
        };
    return new DocumentCursor(key, last.id());
  }

  public String text(TenantId tenant, Order order) {
    String plain = String.join(SEPARATOR, tenant.value(), order.text(), id.toString(), key);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param text null or empty: the start
   * @return null for the start
   * @throws Problem BAD_REQUEST if the cursor was altered or belongs to another tenant or order
   */
  public static DocumentCursor parse(String text, TenantId tenant, Order order) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split(SEPARATOR, 4);
      if (parts.length == 4
          && parts[0].equals(tenant.value())
          && parts[1].equals(order.text())
          && fits(order, parts[3])) {
        return new DocumentCursor(parts[3], UUID.fromString(parts[2]));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // Answered below, as a cursor of another tenant is.
    }
    throw Problem.badRequest("The cursor is not one of this list.");
  }

  /** What PostgreSQL could not read as a value of that kind would be a failure of ours. */
  private static boolean fits(Order order, String key) {
    return switch (order.by()) {
      case "size" -> Long.parseLong(key) >= 0;
      case "created_at" -> {
        Instant time = Instant.parse(key);
        yield !time.isBefore(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
      }
      default -> key.indexOf('\0') < 0;
    };
  }
}
