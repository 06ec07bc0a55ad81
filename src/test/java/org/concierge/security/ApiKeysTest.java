package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys without a database behind them: what is asked of it fails, what is not does not. */
class ApiKeysTest {
  private ApiKeys keys;

  @BeforeEach
  void noDatabase(@TempDir Path home) {
    keys = new ApiKeys(new ApiKeyRepository(NoDatabase.in(home)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void anEmptyKeyIsNobodysAndTheDatabaseIsNotAsked(String key) {
    assertThat(keys.recognise(key)).isEmpty();
  }

  @Test
  void aKeyLongerThanAnyIsNobodysAndTheDatabaseIsNotAsked() {
    assertThat(keys.recognise("k".repeat(513))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 512})
  void aKeyThatCannotBeLookedUpIsNotTakenForUnknown(int length) {
    Problem problem = catchThrowableOfType(Problem.class, () -> keys.recognise("k".repeat(length)));

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem.retryAfter()).isPresent();
  }
}
