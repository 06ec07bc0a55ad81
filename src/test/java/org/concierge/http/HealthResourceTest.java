package org.concierge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthResourceTest {
  private HealthResource health;

  @BeforeEach
  void withoutADatabase(@TempDir Path home) {
    health = new HealthResource(NoDatabase.in(home));
  }

  @Test
  void aNodeLivesWithoutItsDatabase() {
    assertThat(health.live().status()).isEqualTo("UP");
  }

  @Test
  void aNodeIsNotReadyWithoutItsDatabase() {
    assertThat(catchThrowableOfType(Problem.class, () -> health.ready()).type())
        .isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(catchThrowableOfType(Problem.class, () -> health.started()).type())
        .isEqualTo(ProblemType.UNAVAILABLE);
  }
}
