package org.concierge.bearer;

import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.concierge.tenant.TenantId;

/**
 * What a browser's session holds of a login. It says who logged in, not that they still may: each
 * request asks {@link Logins}.
 *
 * @param tenant as {@link TenantId} has it
 * @param csrfToken what scripts of our own pages send as {@code X-CSRF-Token} when they change
 *     something
 */
public record ConsoleLogin(String tenant, UUID login, String csrfToken) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The session's attribute. */
  public static final String ATTRIBUTE = "org.concierge.login";

  /** With a new token. */
  public static ConsoleLogin of(Login login) {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return new ConsoleLogin(
        login.tenant().value(),
        login.id(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  public TenantId tenantId() {
    return new TenantId(tenant);
  }

  @Override
  public String toString() {
    return "ConsoleLogin[" + tenant + ", " + login + "]";
  }
}
