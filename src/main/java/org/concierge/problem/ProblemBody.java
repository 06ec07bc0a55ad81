package org.concierge.problem;

/**
 * A problem on the wire, after RFC 9457.
 *
 * @param requestId finds the cause in the server's log
 */
public record ProblemBody(String type, String title, int status, String detail, String requestId) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static ProblemBody of(Problem problem, String requestId) {
    ProblemType type = problem.type();
    return new ProblemBody(type.urn(), type.title(), type.status(), problem.detail(), requestId);
  }
}
