package org.concierge.sso;

import java.util.Map;
import java.util.Optional;

/**
 * Who somebody is by the word of a provider, which is checked by now.
 *
 * @param issuer with {@code subject} the only name that lasts
 * @param email "" if the provider tells none
 * @param emailVerified whether the provider says that it has checked
 * @param claims what else it says
 * @param session the provider's own name of the session; empty if it has none
 * @param idToken to be shown at logout; empty without OpenID Connect
 */
record Identity(
    String issuer,
    String subject,
    String email,
    boolean emailVerified,
    String name,
    Map<String, Object> claims,
    Optional<String> session,
    Optional<String> idToken) {
  @Override
  public String toString() {
    return "Identity[issuer=" + issuer + "]";
  }
}
