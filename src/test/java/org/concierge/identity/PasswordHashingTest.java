package org.concierge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {
  private final PasswordHashing hashing = new PasswordHashing();

  @Test
  void aPasswordMatchesItsOwnHashOnly() {
    String hash = hashing.hash("correct horse");

    assertThat(hashing.matches("correct horse", hash)).isTrue();
    assertThat(hashing.matches("correct horse ", hash)).isFalse();
    assertThat(hashing.matches("Correct horse", hash)).isFalse();
    assertThat(hashing.matches("", hash)).isFalse();
  }

  @Test
  void theHashIsSaltedAndSaysHowItWasMade() {
    assertThat(hashing.hash("correct horse"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .isNotEqualTo(hashing.hash("correct horse"));
  }

  @Test
  void howALetterIsComposedDoesNotMatter() {
    assertThat(hashing.matches("cafe\u0301 au lait", hashing.hash("caf\u00e9 au lait"))).isTrue();
    assertThat(hashing.matches("ﬁne words", hashing.hash("fine words"))).isTrue();
  }

  @Test
  void whatComesAfterTwoHundredCharactersIsNotOverlooked() {
    String longest = "x".repeat(200);
    String hash = hashing.hash(longest);

    assertThat(hashing.matches(longest, hash)).isTrue();
    assertThat(hashing.matches(longest + "y", hash)).isFalse();
    assertThat(hashing.matches("x".repeat(1_000_000), hash)).isFalse();
  }

  @Test
  void nobodysPasswordIsNeverRight() {
    assertThat(hashing.matchesNobody("")).isFalse();
    assertThat(hashing.matchesNobody("correct horse")).isFalse();
  }

  @Test
  void whoWaitsTooLongIsSentAway() throws InterruptedException {
    PasswordHashing busy = new PasswordHashing(1, Duration.ofMillis(1));
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Thread other = new Thread(() -> busy.inPlace(() -> occupied(taken, free)));
    other.start();
    taken.await();

    assertThatThrownBy(() -> busy.hash("correct horse"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
              assertThat(problem.retryAfter()).isPresent();
            });
    free.countDown();
    other.join();
    assertThat(busy.hash("correct horse")).isNotEmpty();
  }

  private static boolean occupied(CountDownLatch taken, CountDownLatch free) {
    taken.countDown();
    try {
      return free.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
