package org.concierge.tenant;

/** A value that must not reach a log: it prints as {@code ***}. */
public record Secret(String value) {
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return "***";
  }
}
