package org.concierge.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What is limited, and how far.
 *
 * @param key SHA-256: nobody learns from a bucket who has tried what
 */
public record Limit(byte[] key, Rate rate) {

  /**
   * @param parts what is limited; their order and their borders count
   */
  public static Limit of(Rate rate, String... parts) {
    try {
      // As a list: "a", "bc" and "ab", "c" are two limits.
      String text = List.of(parts).stream().map(part -> part.length() + ":" + part).toList() + "";
      return new Limit(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), rate);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
