package org.concierge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFailureTest {
  /** What a provider may write into its answer. */
  private static final String WORDS = "Incorrect API key provided: sk-secret";

  static Stream<Arguments> failures() {
    ProblemType failed = ProblemType.MODEL_FAILED;
    ProblemType late = ProblemType.MODEL_TIMED_OUT;
    String inTime = "The model did not answer in time.";
    String reached = "The model's server cannot be reached.";
    String broken = "The model's answer broke off or could not be understood.";
    String refused = "The model's provider refused the request.";
    return Stream.of(
        arguments(new TimeoutException(WORDS), late, inTime),
        arguments(new HttpTimeoutException(WORDS), late, inTime),
        arguments(new HttpConnectTimeoutException(WORDS), late, inTime),
        arguments(
            new RateLimitException(WORDS),
            failed,
            "The model's provider is busy (rate limit); try again in a moment."),
        arguments(
            new AuthenticationException(WORDS),
            failed,
            "The model's provider refused the tenant's key."),
        arguments(
            new ModelNotFoundException(WORDS),
            failed,
            "The model's provider does not know the tenant's model."),
        arguments(new InvalidRequestException(WORDS), failed, refused),
        arguments(new ContentFilteredException(WORDS), failed, refused),
        arguments(new ConnectException(WORDS), failed, reached),
        arguments(new HttpException(503, WORDS), failed, "The model's provider answered 503."),
        arguments(new InternalServerException(WORDS), failed, broken),
        arguments(new IOException(WORDS), failed, broken),
        arguments(new IllegalStateException(WORDS), failed, broken),
        arguments(new StackOverflowError(WORDS), failed, broken));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsToldInOurWords(Throwable error, ProblemType type, String detail) {
    Problem problem = ModelFailure.of(error);

    assertThat(problem.type()).isEqualTo(type);
    assertThat(problem.detail()).isEqualTo(detail);
    assertThat(problem).hasCause(error);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureInsideAnotherIsTheSame(Throwable error, ProblemType type, String detail) {
    Problem problem =
        ModelFailure.of(new RuntimeException(WORDS, new IOException("sk-secret", error)));

    assertThat(problem.type()).isEqualTo(type);
    assertThat(problem.detail()).isEqualTo(detail).doesNotContain("sk-secret");
  }

  /** As the client wraps it: the answer's status inside the exception for its kind. */
  @Test
  void theStatusOfAFailingServerIsTold() {
    assertThat(ModelFailure.of(new InternalServerException(new HttpException(500, WORDS))).detail())
        .isEqualTo("The model's provider answered 500.");
  }

  @Test
  void aBusyProviderCanBeAskedAgain() {
    assertThat(ModelFailure.of(new RateLimitException(WORDS)).retryAfter())
        .contains(Duration.ofSeconds(5));
    assertThat(ModelFailure.of(new AuthenticationException(WORDS)).retryAfter()).isEmpty();
  }

  @Test
  void aProblemIsTakenAsItIs() {
    Problem problem = new Problem(ProblemType.UNAVAILABLE, "x");

    assertThat(ModelFailure.of(problem)).isSameAs(problem);
  }
}
