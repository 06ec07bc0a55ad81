package org.concierge.problem;

/** Bodies as callers send them. */
public final class Bodies {
  private Bodies() {}

  /**
   * The body itself.
   *
   * @param body null if none was sent, or {@code null} as JSON
   * @throws Problem BAD_REQUEST if there is none
   */
  public static <T> T present(T body) {
    if (body == null) {
      throw Problem.badRequest("The body is missing.");
    }
    return body;
  }
}
