package org.concierge.llm;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * What a model client's failure means to the one who asked. A provider's own words may hold keys.
 */
final class ModelFailure {
  private ModelFailure() {}

  static Problem of(Throwable error) {
    if (error instanceof Problem problem) {
      return problem;
    }
    if (caused(error, TimeoutException.class) || caused(error, HttpTimeoutException.class)) {
      return new Problem(ProblemType.MODEL_TIMED_OUT, "The model did not answer in time.", error);
    }
    if (caused(error, RateLimitException.class)) {
      return failed("The model's provider is busy (rate limit); try again in a moment.", error)
          .retryAfter(Duration.ofSeconds(5));
    }
    if (caused(error, AuthenticationException.class)) {
      return failed("The model's provider refused the tenant's key.", error);
    }
    if (caused(error, ModelNotFoundException.class)) {
      return failed("The model's provider does not know the tenant's model.", error);
    }
    if (caused(error, InvalidRequestException.class)) {
      return failed("The model's provider refused the request.", error);
    }
    if (caused(error, ConnectException.class)) {
      return failed("The model's server cannot be reached.", error);
    }
    return failed(
        status(error)
            .map(status -> "The model's provider answered " + status + ".")
            .orElse("The model's answer broke off or could not be understood."),
        error);
  }

  /** Whether the provider understood the request and will not answer it (4xx), however often. */
  static boolean isRefusal(Throwable error) {
    return caused(error, RateLimitException.class)
        || caused(error, NonRetriableException.class)
        || status(error).filter(status -> status >= 400 && status < 500).isPresent();
  }

  /** Whether the same request may be answered if it is sent again: nobody has taken it on. */
  static boolean mayPass(Problem failure) {
    return failure.type() != ProblemType.MODEL_TIMED_OUT
        && !caused(failure, RateLimitException.class)
        && !caused(failure, ConnectException.class)
        && (status(failure).filter(status -> status >= 500).isPresent()
            || status(failure).isEmpty() && caused(failure, IOException.class));
  }

  /** Whether another model might answer: the request itself is not what is wrong. */
  static boolean mayPassElsewhere(Problem failure) {
    return !caused(failure, InvalidRequestException.class);
  }

  /** Whether the server seems to be away or broken, rather than to refuse. */
  static boolean isOutage(Problem failure) {
    return failure.type() == ProblemType.MODEL_TIMED_OUT
        || caused(failure, IOException.class)
        || status(failure).filter(status -> status >= 500).isPresent();
  }

  private static Problem failed(String detail, Throwable cause) {
    return new Problem(ProblemType.MODEL_FAILED, detail, cause);
  }

  private static Optional<Integer> status(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http) {
        return Optional.of(http.statusCode());
      }
    }
    return Optional.empty();
  }

  private static boolean caused(Throwable error, Class<? extends Throwable> type) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
