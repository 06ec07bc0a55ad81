package org.concierge.conversation;

import org.concierge.problem.Problem;

/**
 * What somebody thinks of an answer.
 *
 * @param rating 1 for good, -1 for bad
 * @param reason a word or two, null for none
 * @param comment null for none
 */
public record Feedback(Integer rating, String reason, String comment) {
  private static final int MAX_REASON = 100;
  private static final int MAX_COMMENT = 2_000;

  /**
   * @throws Problem BAD_REQUEST, saying which member is wrong
   */
  void check() {
    if (rating == null || rating != 1 && rating != -1) {
      throw Problem.badRequest("\"rating\" must be 1 or -1.");
    }
    if (reason != null && reason.length() > MAX_REASON) {
      throw Problem.badRequest("\"reason\" may have " + MAX_REASON + " characters at most.");
    }
    if (comment != null && comment.length() > MAX_COMMENT) {
      throw Problem.badRequest("\"comment\" may have " + MAX_COMMENT + " characters at most.");
    }
  }
}
