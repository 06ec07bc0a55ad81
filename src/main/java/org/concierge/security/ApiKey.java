package org.concierge.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * An API key in clear: {@code ck_<prefix>_<secret>}, or any text for a key that was imported. Shown
 * to a person once; stored only as its hash. The secret holds 238 random bits, so a fast hash is
 * enough: there is nothing to guess.
 */
record ApiKey(String text) {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int PREFIX_LENGTH = 8;
  private static final int SECRET_LENGTH = 40;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ApiKey generate() {
    return generate("ck_" + random(PREFIX_LENGTH));
  }

  /** With the prefix of a former one, so that lists and logs name the same key. */
  static ApiKey generate(String prefix) {
    return new ApiKey(prefix + "_" + random(SECRET_LENGTH));
  }

  /** The part that may be shown in lists and logs. */
  String prefix() {
    String[] parts = text.split("_", 3);
    boolean own = parts.length == 3 && parts[0].equals("ck") && parts[1].length() == PREFIX_LENGTH;
    return own ? "ck_" + parts[1] : "imported";
  }

  /** SHA-256 of the whole key. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static String random(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return prefix();
  }
}
