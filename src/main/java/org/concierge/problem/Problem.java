package org.concierge.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A failure that its caller is told about. The detail is a sentence for that caller: it never holds
 * message text, credentials or a library's own words; those stay in the cause, for the log.
 */
public class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final Duration retryAfter;

  /** Of a type that can be serialised, as exceptions are said to be. */
  private final LinkedHashMap<String, String> headers;

  public Problem(ProblemType type, String detail) {
    this(type, detail, null, null, Map.of());
  }

  public Problem(ProblemType type, String detail, Throwable cause) {
    this(type, detail, cause, null, Map.of());
  }

  private Problem(
      ProblemType type,
      String detail,
      Throwable cause,
      Duration retryAfter,
      Map<String, String> headers) {
    super(Objects.requireNonNull(detail), cause);
    this.type = Objects.requireNonNull(type);
    this.retryAfter = retryAfter;
    this.headers = new LinkedHashMap<>(headers);
  }

  /** The same failure, with the time after which another try makes sense. */
  public Problem retryAfter(Duration delay) {
    return new Problem(type, detail(), getCause(), delay, headers);
  }

  /** The same failure, with headers that say more of it to a program. */
  public Problem with(Map<String, String> more) {
    return new Problem(type, detail(), getCause(), retryAfter, more);
  }

  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return getMessage();
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** An id that does not exist and an id of another tenant both end here, in the same words. */
  public static Problem notFound(String what) {
    return new Problem(ProblemType.NOT_FOUND, "There is no such " + what + ".");
  }

  public static Problem badRequest(String detail) {
    return new Problem(ProblemType.BAD_REQUEST, detail);
  }

  public static Problem unavailable(String detail, Throwable cause) {
    return new Problem(ProblemType.UNAVAILABLE, detail, cause, Duration.ofSeconds(5), Map.of());
  }
}
