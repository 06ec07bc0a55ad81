package org.concierge.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that must not reach a log: it prints as {@code ***}. */
public record Secret(String value) {
  public boolean isEmpty() {
    return value.isEmpty();
  }

  /**
   * Whether somebody gave this very value, in a time that tells nothing; an empty one opens
   * nothing.
   */
  public boolean isOpenedBy(String given) {
    return MessageDigest.isEqual(bytes(value), bytes(given)) && !isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "***";
  }
}
