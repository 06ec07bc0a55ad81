package org.concierge.problem;

import java.util.UUID;

/** Ids as callers write them. */
public final class Ids {
  private Ids() {}

  /**
   * Text that is no id is answered as an id that does not exist.
   *
   * @param of what it is to be the id of, as a person calls it
   * @throws Problem NOT_FOUND
   */
  public static UUID parse(String text, String of) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound(of);
    }
  }
}
