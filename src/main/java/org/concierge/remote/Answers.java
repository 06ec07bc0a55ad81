package org.concierge.remote;

import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** What the statuses of other servers mean to whoever set up a connector. */
final class Answers {
  private Answers() {}

  /**
   * @throws Problem unless the status is the wanted one
   */
  static void require(int status, int wanted) {
    if (status == wanted) {
      return;
    }
    switch (status) {
      case 401, 403 ->
          throw new Problem(
              ProblemType.UNPROCESSABLE,
              "The other server refuses these credentials (%d).".formatted(status));
      case 404, 410 -> throw Problem.notFound("file at the other server");
      case 408, 425, 429, 500, 502, 503, 504 ->
          throw Problem.unavailable(
              "The other server is not available (%d).".formatted(status), null);
      default ->
          throw new Problem(
              ProblemType.UNPROCESSABLE,
              "The other server answers with status %d.".formatted(status));
    }
  }
}
