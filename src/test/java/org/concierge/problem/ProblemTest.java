package org.concierge.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
  private final Exception cause = new IllegalStateException("password=hunter2");

  @Test
  void theBodyIsMadeOfTheTypeAndTheDetail() {
    Problem problem = new Problem(ProblemType.TOO_LARGE, "A file may have 5 MB at most.", cause);

    assertThat(ProblemBody.of(problem, "r-1"))
        .isEqualTo(
            new ProblemBody(
                "urn:concierge:problem:too-large",
                "Too large",
                413,
                "A file may have 5 MB at most.",
                "r-1"));
  }

  @Test
  void theBodySaysNothingOfTheCause() {
    Problem problem = new Problem(ProblemType.INTERNAL, "Something went wrong.", cause);

    assertThat(ProblemBody.of(problem, "r-1").toString()).doesNotContain("hunter2");
  }

  @Test
  void aLaterTryIsToldOnlyWhereItWasPromised() {
    Problem problem = new Problem(ProblemType.MODEL_FAILED, "Busy.", cause);

    assertThat(problem.retryAfter()).isEmpty();
    assertThat(problem.retryAfter(Duration.ofSeconds(7)).retryAfter())
        .contains(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 1", "PT0.3S, 1", "PT1.9S, 1", "PT7S, 7", "PT2M, 120"})
  void aDelayIsToldInWholeSecondsAndNeverAsAtOnce(Duration delay, String seconds) {
    Problem problem = new Problem(ProblemType.MODEL_FAILED, "Busy.").retryAfter(delay);

    assertThat(ProblemBody.headers(problem)).isEqualTo(Map.of("Retry-After", seconds));
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhoIsNotKnownIsToldHowToSayWhoHeIs(ProblemType type) {
    Map<String, String> wanted =
        switch (type) {
          case UNAUTHENTICATED -> Map.of("WWW-Authenticate", "Bearer realm=\"concierge\"");
          case UNAVAILABLE, TENANT_UNAVAILABLE -> Map.of("Retry-After", "5");
          case TOO_MANY_REQUESTS ->
              Map.of("Retry-After", "5", "RateLimit-Remaining", "0", "RateLimit-Reset", "5");
          default -> Map.of();
        };

    assertThat(ProblemBody.headers(new Problem(type, "No."))).isEqualTo(wanted);
  }

  @Test
  void whoAsksTooOftenIsToldHowMuchIsLeftUnlessThatWasSaid() {
    Problem refusal =
        new Problem(ProblemType.TOO_MANY_REQUESTS, "No.").retryAfter(Duration.ofSeconds(7));

    assertThat(ProblemBody.headers(refusal))
        .isEqualTo(Map.of("Retry-After", "7", "RateLimit-Remaining", "0", "RateLimit-Reset", "7"));
    assertThat(ProblemBody.headers(refusal.with(Map.of("RateLimit-Reset", "60"))))
        .containsEntry("RateLimit-Reset", "60");
  }

  @Test
  void theSameFailureWithADelayKeepsItsTypeDetailAndCause() {
    Problem later =
        new Problem(ProblemType.MODEL_FAILED, "Busy.", cause).retryAfter(Duration.ofSeconds(7));

    assertThat(later.type()).isEqualTo(ProblemType.MODEL_FAILED);
    assertThat(later.detail()).isEqualTo("Busy.");
    assertThat(later).hasCause(cause);
  }

  @Test
  void whatIsUnavailableCanBeTriedAgain() {
    Problem problem = Problem.unavailable("The database is not available.", cause);

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem.retryAfter()).contains(Duration.ofSeconds(5));
    assertThat(problem).hasCause(cause);
  }

  @Test
  void whatIsNotFoundIsNamedByItsKindOnly() {
    assertThat(Problem.notFound("document").type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(Problem.notFound("document").detail()).isEqualTo("There is no such document.");
  }

  @Test
  void aBadRequestSaysWhatIsBad() {
    assertThat(Problem.badRequest("\"limit\" is missing.").type())
        .isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(Problem.badRequest("\"limit\" is missing.").detail())
        .isEqualTo("\"limit\" is missing.");
  }

  @Test
  void aProblemWithoutASentenceIsAMistakeOfOurs() {
    assertThatThrownBy(() -> new Problem(ProblemType.INTERNAL, null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new Problem(null, "x")).isInstanceOf(NullPointerException.class);
  }
}
