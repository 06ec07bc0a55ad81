package org.concierge.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.Test;

class FeedbackTest {
  @Test
  void aRatingIsGoodOrBad() {
    assertThatCode(() -> new Feedback(1, null, null).check()).doesNotThrowAnyException();
    assertThatCode(() -> new Feedback(-1, "wrong", "x").check()).doesNotThrowAnyException();
    for (Integer wrong : new Integer[] {null, 0, 2, -2}) {
      assertThatThrownBy(() -> new Feedback(wrong, null, null).check())
          .isInstanceOf(Problem.class)
          .hasMessageContaining("rating");
    }
  }

  @Test
  void wordsHaveALength() {
    assertThatThrownBy(() -> new Feedback(1, "x".repeat(101), null).check())
        .hasMessageContaining("reason");
    assertThatThrownBy(() -> new Feedback(1, null, "x".repeat(2_001)).check())
        .hasMessageContaining("comment");
  }

  @Test
  void theLastWordCounts() {
    Turn turn = new Turn(new UUID(0, 1), new UUID(0, 2), 1, "How many?", Instant.EPOCH);
    assertThat(turn.feedback()).isNull();

    turn.rate(new Feedback(-1, "wrong", null));
    turn.rate(new Feedback(1, null, "It was right after all."));

    assertThat(turn.feedback()).isEqualTo(new Feedback(1, "", "It was right after all."));
  }
}
