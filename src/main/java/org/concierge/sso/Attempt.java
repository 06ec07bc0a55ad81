package org.concierge.sso;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody's way to the identity provider and back. Its secret stays in a cookie of the browser
 * that began it: the nonce and the code verifier are derived from it and stored nowhere, and
 * without it nobody can end what was begun.
 *
 * @param id the {@code state} that the provider sends back
 * @param secret 256 random bits
 */
record Attempt(UUID id, String secret) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HMAC = "HmacSHA256";

  static Attempt begin() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new Attempt(UUID.randomUUID(), base64(bytes));
  }

  /**
   * The attempt that a provider's answer names.
   *
   * @throws SsoProblem.Refused EXPIRED if it names none
   */
  static UUID id(String state) {
    try {
      return UUID.fromString(state == null ? "" : state);
    } catch (IllegalArgumentException e) {
      throw SsoProblem.EXPIRED.refused(e);
    }
  }

  /** One a sign-in, so that two tabs of one browser do not disturb each other. */
  static String cookieName(UUID id) {
    return "concierge-sso-" + id.toString().substring(0, 8);
  }

  /** Ties the ID token to this attempt. */
  String nonce() {
    return derived("nonce");
  }

  /** Ties the code to this attempt (RFC 7636). */
  String verifier() {
    return derived("verifier");
  }

  /** All that is stored of the secret. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes(secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String derived(String purpose) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes(secret), HMAC));
      return base64(mac.doFinal(bytes(purpose + " " + id)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Attempt[id=" + id + "]";
  }
}
