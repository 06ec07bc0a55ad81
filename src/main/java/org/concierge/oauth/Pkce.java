package org.concierge.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** Proof key for code exchange (RFC 7636), method S256: the only one that is taken. */
final class Pkce {
  static final String METHOD = "S256";

  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private Pkce() {}

  static boolean isChallenge(String text) {
    return CHALLENGE.matcher(text).matches();
  }

  static boolean verifies(String verifier, String challenge) {
    return VERIFIER.matcher(verifier).matches()
        && MessageDigest.isEqual(
            Base64.getUrlEncoder().withoutPadding().encode(sha256(verifier)),
            challenge.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
