package org.concierge.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionQueryTest {
  private static final UUID ANN = new UUID(0, 1);

  @Test
  void whatIsNotSaidIsNotAskedFor() {
    assertThat(SessionQuery.parse(Map.<String, String>of()::get, Optional.empty()))
        .isEqualTo(new SessionQuery(null, null, null, false, Optional.empty(), null, ""));
  }

  @Test
  void everyFilterIsRead() {
    Map<String, String> parameters =
        Map.of(
            "from", "2026-01-31",
            "to", "2026-02-01T08:00:00Z",
            "rating", "-1",
            "unanswered", "true",
            "channel", "app",
            "q", " leave ");

    assertThat(SessionQuery.parse(parameters::get, Optional.of(ANN)))
        .isEqualTo(
            new SessionQuery(
                Instant.parse("2026-01-31T00:00:00Z"),
                Instant.parse("2026-02-01T08:00:00Z"),
                -1,
                true,
                Optional.of(ANN),
                "app",
                "leave"));
  }

  @ParameterizedTest
  @CsvSource({
    "from, yesterday",
    "from, 1960-01-01",
    "to, +123456-01-01T00:00:00Z",
    "rating, 2",
    "rating, good",
    "unanswered, maybe",
    "channel, a b",
    "channel, '; drop'",
  })
  void whatMakesNoSenseIsRefused(String name, String value) {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> SessionQuery.parse(Map.of(name, value)::get, Optional.empty()));

    assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(problem.detail()).contains("\"" + name + "\"");
  }

  @Test
  void aTextHasALength() {
    assertThat(
            catchThrowableOfType(
                    Problem.class,
                    () -> SessionQuery.parse(Map.of("q", "x".repeat(201))::get, Optional.empty()))
                .detail())
        .contains("200");
  }
}
