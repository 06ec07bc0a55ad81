package org.concierge.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A problem on the wire, after RFC 9457.
 *
 * @param requestId finds the cause in the server's log
 */
public record ProblemBody(String type, String title, int status, String detail, String requestId) {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  public static ProblemBody of(Problem problem, String requestId) {
    ProblemType type = problem.type();
    return new ProblemBody(type.urn(), type.title(), type.status(), problem.detail(), requestId);
  }

  /** The headers that go with it: when another try makes sense, how to say who one is. */
  public static Map<String, String> headers(Problem problem) {
    Map<String, String> headers = new LinkedHashMap<>(problem.headers());
    problem
        .retryAfter()
        .or(() -> usualWait(problem.type()))
        // A delay of less than a second would be 0, "at once".
        .map(delay -> Math.max(1, delay.toSeconds()))
        .map(String::valueOf)
        .ifPresent(
            seconds -> {
              headers.put("Retry-After", seconds);
              if (problem.type() == ProblemType.TOO_MANY_REQUESTS) {
                headers.putIfAbsent("RateLimit-Remaining", "0");
                headers.putIfAbsent("RateLimit-Reset", seconds);
              }
            });
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      headers.putIfAbsent("WWW-Authenticate", "Bearer realm=\"concierge\"");
    }
    return headers;
  }

  /** Whoever is turned away for a time is told for how long, also where nobody knows it. */
  private static Optional<Duration> usualWait(ProblemType type) {
    boolean passes = type == ProblemType.TOO_MANY_REQUESTS || type.status() == 503;
    return passes ? Optional.of(USUAL_WAIT) : Optional.empty();
  }
}
