package org.concierge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.llm.SteadyAnswer.Breaker;
import org.concierge.problem.Problem;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SteadyAnswerTest {
  private static final Tenant.Model ALONE =
      SampleTenant.with("OPENAI_API_KEY=key-of-the-first", "OPENAI_MODEL=first").model();
  private static final Tenant.Model BACKED =
      SampleTenant.with(
              "OPENAI_API_KEY=key-of-the-first", "OPENAI_MODEL=first", "FALLBACK_MODEL=second")
          .model();

  private final Answered listener = new Answered();
  private final ManualScheduler clock = new ManualScheduler();
  private final List<Tenant.Model> asked = new ArrayList<>();
  private final List<AnswerListener> ears = new ArrayList<>();
  private final List<Integer> stopped = new ArrayList<>();
  private long now;
  private final Breaker breaker = new Breaker(() -> now);

  /** Hears also whose answer it is. */
  private static final class Answered extends Heard {
    private final List<String> models = new ArrayList<>();

    @Override
    public void answeredBy(Tenant.Model model) {
      models.add(model.model());
    }
  }

  @Test
  void anAnswerIsPassedOn() {
    ask(ALONE);
    ear().delta("Thirty");
    ear().completed(new Usage(1, 2));

    assertThat(listener.deltas).containsExactly("Thirty");
    assertThat(listener.completions).containsExactly(new Usage(1, 2));
    assertThat(listener.models).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatNobodyHasTakenOnIsAskedOnceMore(Throwable failure) {
    ask(ALONE);
    ear().failed(ModelFailure.of(failure));
    assertThat(listener.ends()).isZero();

    clock.last().ring();
    ear().failed(ModelFailure.of(failure));

    assertThat(asked).hasSize(2);
    assertThat(listener.failures).hasSize(1);
  }

  static List<Throwable> passing() {
    return List.of(
        new HttpException(503, ""), new HttpException(500, ""), new IOException("reset"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatWillNotPassIsToldAtOnce(Throwable failure) {
    ask(ALONE);
    ear().failed(ModelFailure.of(failure));

    assertThat(asked).hasSize(1);
    assertThat(listener.failures).hasSize(1);
  }

  static List<Throwable> lasting() {
    return List.of(
        new TimeoutException("silent"),
        new ConnectException("refused"),
        new RateLimitException("busy"),
        new AuthenticationException("key"),
        new InvalidRequestException("too long"));
  }

  /** Half of two answers is none. */
  @Test
  void afterTheFirstDeltaNothingIsTriedAgain() {
    ask(BACKED);
    ear().delta("Thirty");
    ear().failed(ModelFailure.of(new IOException("reset")));

    assertThat(asked).hasSize(1);
    assertThat(listener.failures).hasSize(1);
    assertThat(listener.deltas).containsExactly("Thirty");
  }

  @Test
  void theFallbackAnswersForTheFirst() {
    ask(BACKED);
    ear().failed(ModelFailure.of(new TimeoutException("silent")));
    ear().delta("Thirty");
    ear().completed(new Usage(1, 2));

    assertThat(asked).extracting(Tenant.Model::model).containsExactly("first", "second");
    assertThat(listener.models).containsExactly("second");
    assertThat(listener.completions).hasSize(1);
    assertThat(listener.failures).isEmpty();
  }

  @Test
  void whereTheFallbackFailsTooItsFailureIsTold() {
    ask(BACKED);
    ear().failed(ModelFailure.of(new TimeoutException("silent")));
    ear().failed(ModelFailure.of(new AuthenticationException("key")));

    assertThat(listener.failures)
        .extracting(Problem::detail)
        .containsExactly("The model's provider refused the tenant's key.");
  }

  /** The question is what is wrong: another model would be asked the same. */
  @Test
  void aRefusedQuestionIsAskedNowhereElse() {
    ask(BACKED);
    ear().failed(ModelFailure.of(new InvalidRequestException("too long")));
    ask(BACKED);
    ear()
        .failed(
            new Problem(
                org.concierge.problem.ProblemType.MODEL_FAILED,
                "Filtered.",
                new ContentFilteredException("filter")));

    assertThat(asked).extracting(Tenant.Model::model).containsExactly("first", "first");
    assertThat(listener.failures).hasSize(2);
  }

  @Test
  void onlyThoughtsAreNoAnswer() {
    ask(ALONE);
    ear().delta("<think>Hm, let me see");
    ear().completed(new Usage(1, 2));

    assertThat(listener.deltas).isEmpty();
    assertThat(listener.failures).hasSize(1);
  }

  @Test
  void aServerThatIsAwayIsLeftAloneForAWhile() {
    for (int i = 0; i < 6; i++) {
      ask(ALONE);
      ear().failed(ModelFailure.of(new TimeoutException("silent")));
    }

    ask(ALONE);
    assertThat(asked).hasSize(6);
    assertThat(listener.failures.get(6).retryAfter()).isPresent();

    now += Breaker.OPEN.toNanos();
    ask(ALONE);
    ask(ALONE);
    assertThat(asked).as("one question tries it").hasSize(7);
    ear().delta("Thirty");
    ask(ALONE);
    assertThat(asked).hasSize(8);
  }

  @Test
  void whileTheFirstIsLeftAloneTheFallbackIsAskedAtOnce() {
    for (int i = 0; i < 6; i++) {
      ask(BACKED);
      ear().failed(ModelFailure.of(new TimeoutException("silent")));
      ear().delta("x");
    }
    asked.clear();

    ask(BACKED);

    assertThat(asked).extracting(Tenant.Model::model).containsExactly("second");
  }

  @Test
  void refusalsAreNoOutage() {
    for (int i = 0; i < 20; i++) {
      ask(ALONE);
      ear().failed(ModelFailure.of(new AuthenticationException("key")));
    }

    assertThat(asked).hasSize(20);
  }

  @Test
  void whoeverIsAskedWhenItIsStoppedStops() {
    SteadyAnswer answer = ask(BACKED);
    ear().failed(ModelFailure.of(new TimeoutException("silent")));

    answer.cancel();

    assertThat(stopped).containsExactly(2);
  }

  @Test
  void whatWaitsForItsSecondTryIsNotAskedAfterItsEnd() {
    SteadyAnswer answer = ask(ALONE);
    ear().failed(ModelFailure.of(new HttpException(503, "")));

    answer.cancel();
    clock.last().ring();

    assertThat(asked).hasSize(1);
    assertThat(listener.ends()).isZero();
  }

  /** A thread of the model's client works for nobody by itself. */
  @Test
  void aSecondTryWorksForTheSameTenant() {
    TenantId acme = new TenantId("acme");
    List<TenantId> scopes = new ArrayList<>();
    SteadyAnswer answer =
        TenantScope.get(
            acme,
            () ->
                new SteadyAnswer(
                    listener,
                    BACKED,
                    breaker,
                    clock,
                    (model, ear) -> {
                      scopes.add(TenantScope.current().orElse(null));
                      ears.add(ear);
                      return () -> {};
                    }));
    TenantScope.run(acme, answer::begin);

    ear().failed(ModelFailure.of(new TimeoutException("silent")));

    assertThat(scopes).containsExactly(acme, acme);
  }

  private SteadyAnswer ask(Tenant.Model model) {
    SteadyAnswer answer =
        new SteadyAnswer(
            listener,
            model,
            breaker,
            clock,
            (wanted, ear) -> {
              asked.add(wanted);
              ears.add(ear);
              int number = asked.size();
              return () -> stopped.add(number);
            });
    answer.begin();
    return answer;
  }

  /** Of whoever was asked last. */
  private AnswerListener ear() {
    return ears.get(ears.size() - 1);
  }
}
