package org.concierge.login;

import java.util.Optional;

/**
 * Somebody says who they are.
 *
 * @param tenant as it was typed, perhaps of a wrong form; empty if none was named
 * @param login e-mail or name, as it was typed
 * @param address where it comes from
 * @param requestId "" outside of a request
 */
public record Attempt(
    Optional<String> tenant, String login, String password, String address, String requestId) {
  @Override
  public String toString() {
    return "Attempt[" + requestId + "]";
  }
}
