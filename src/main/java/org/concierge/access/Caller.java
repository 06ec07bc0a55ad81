package org.concierge.access;

import java.util.UUID;
import org.concierge.tenant.TenantId;

/**
 * Who does something, for the audit: handed down to what changes anything.
 *
 * @param id the user's or the key's; {@link #NOBODY} for the command line and strangers
 * @param name e-mail, key prefix, "command line" or "schedule"
 * @param tenant in which it is done
 * @param requestId "" outside of a request
 */
public record Caller(UUID id, String name, TenantId tenant, String requestId) {
  public static final UUID NOBODY = new UUID(0, 0);

  public static Caller of(Principal principal, RequestId requestId) {
    return new Caller(principal.id(), principal.name(), principal.tenant(), requestId.value());
  }

  public static Caller commandLine(TenantId tenant) {
    return new Caller(NOBODY, "command line", tenant, "");
  }

  /** What the settings say is done when it is due. */
  public static Caller schedule(TenantId tenant) {
    return new Caller(NOBODY, "schedule", tenant, "");
  }

  /** One who has not proved to be anybody (yet). */
  public static Caller stranger(TenantId tenant, RequestId requestId) {
    return new Caller(NOBODY, "", tenant, requestId.value());
  }
}
