package org.concierge.problem;

import java.util.LinkedHashMap;
import java.util.Map;

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

  /** The headers that go with it: when another try makes sense, how to say who one is. */
  public static Map<String, String> headers(Problem problem) {
    Map<String, String> headers = new LinkedHashMap<>(problem.headers());
    problem
        .retryAfter()
        // A delay of less than a second would be 0, "at once".
        .map(delay -> Math.max(1, delay.toSeconds()))
        .ifPresent(seconds -> headers.put("Retry-After", String.valueOf(seconds)));
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      headers.putIfAbsent("WWW-Authenticate", "Bearer realm=\"concierge\"");
    }
    return headers;
  }
}
