package org.concierge.bearer;

import java.time.Duration;

/**
 * What a login hands out.
 *
 * @param accessToken a signed JWT
 * @param refreshToken good for one use; the next pair comes with a new one
 * @param expiresIn until the access token ends
 */
public record Tokens(String accessToken, String refreshToken, Duration expiresIn) {
  @Override
  public String toString() {
    return "Tokens[expiresIn=" + expiresIn + "]";
  }
}
