package org.concierge.bearer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A refresh token in clear: {@code cr_} and 256 random bits. Stored only as its hash, which may be
 * a fast one: there is nothing to guess.
 */
record RefreshToken(String text) {
  private static final Pattern FORM = Pattern.compile("cr_[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static RefreshToken generate() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return new RefreshToken("cr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Empty for what we have never issued; the text may be null. */
  static Optional<RefreshToken> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new RefreshToken(text))
        : Optional.empty();
  }

  /** SHA-256 of the whole token. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return "cr_***";
  }
}
