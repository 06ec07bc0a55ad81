package org.concierge.openai;

import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;

/** A problem with the member that clients of the OpenAI API look for. */
public record Failure(
    Told error, String type, String title, int status, String detail, String requestId) {

  /** As the OpenAI API tells failures. */
  public record Told(String message, String type, String code) {}

  public static Failure of(Problem problem, String requestId) {
    return of(ProblemBody.of(problem, requestId));
  }

  public static Failure of(ProblemBody problem) {
    return new Failure(
        new Told(
            problem.detail(),
            kind(problem.status()),
            problem.type().substring(problem.type().lastIndexOf(':') + 1)),
        problem.type(),
        problem.title(),
        problem.status(),
        problem.detail(),
        problem.requestId());
  }

  private static String kind(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
