package org.concierge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.AsyncResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.concierge.llm.ManualScheduler;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;

class JsonAnswerTest {
  private final List<Object> resumed = new ArrayList<>();
  private final List<String> stops = new ArrayList<>();
  private final ManualScheduler clock = new ManualScheduler();
  private final AtomicReference<BooleanSupplier> standing = new AtomicReference<>(() -> true);
  private final JsonAnswer answer =
      new JsonAnswer(
          response(),
          given -> given,
          Problem::type,
          new Heartbeats(clock, Runnable::run),
          () -> standing.get().getAsBoolean());

  @Test
  void whoMayStillReadIsAnsweredAndNotAskedAboutAgain() {
    answer.onGone(() -> stops.add("stop"));

    clock.last().ring();
    answer.done(null);

    assertThat(resumed).hasSize(1);
    assertThat(stops).isEmpty();
    assertThat(clock.last().isCancelled()).isTrue();
  }

  @Test
  void anAnswerEndsWithItsReadersCredential() {
    answer.onGone(() -> stops.add("stop"));
    standing.set(() -> false);

    clock.last().ring();
    clock.last().ring();

    assertThat(stops).hasSize(1);
    assertThat(status()).isEqualTo(401);
    assertThat(clock.last().isCancelled()).isTrue();
  }

  /** The model may be asked only now. */
  @Test
  void whatBeginsAfterTheEndIsStoppedAtOnce() {
    standing.set(() -> false);
    clock.last().ring();

    answer.onGone(() -> stops.add("stop"));

    assertThat(stops).hasSize(1);
  }

  @Test
  void aDatabaseThatIsAwayEndsNoAnswer() {
    standing.set(
        () -> {
          throw Problem.unavailable("The database is not available.", null);
        });
    clock.last().ring();
    assertThat(resumed).isEmpty();

    standing.set(() -> false);
    clock.last().ring();

    assertThat(status()).isEqualTo(401);
  }

  @Test
  void anAnswerThatCannotBeRenderedEndsTheRequestAllTheSame() {
    RuntimeException noRequest = new IllegalStateException("no request on this thread");
    new JsonAnswer(
            response(),
            given -> {
              throw noRequest;
            },
            Problem::type,
            new Heartbeats(clock, Runnable::run),
            () -> true)
        .done(null);

    assertThat(resumed).containsExactly(noRequest);
  }

  private int status() {
    assertThat(resumed).hasSize(1);
    return ((ProblemType) resumed.get(0)).status();
  }

  private AsyncResponse response() {
    return (AsyncResponse)
        Proxy.newProxyInstance(
            AsyncResponse.class.getClassLoader(),
            new Class<?>[] {AsyncResponse.class},
            (self, method, arguments) -> {
              if (method.getName().equals("resume")) {
                return resumed.add(arguments[0]);
              }
              return null;
            });
  }
}
