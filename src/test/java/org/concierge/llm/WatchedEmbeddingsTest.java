package org.concierge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchedEmbeddingsTest {
  private static final List<TextSegment> TEXTS = List.of(TextSegment.from("a"));
  private static final Response<List<Embedding>> ANSWER =
      Response.from(List.of(Embedding.from(new float[] {1, 2})));

  private final Threads threads = new Threads();

  @AfterEach
  void noInterruptionIsLeftBehind() {
    Thread.interrupted();
  }

  @Test
  void anAnswerInTimeIsPassedOn() {
    assertThat(watched(() -> ANSWER, Duration.ofMinutes(1)).embedAll(TEXTS)).isSameAs(ANSWER);
  }

  @Test
  void aServerThatStallsIsGivenUpAndItsConnectionClosed() {
    threads.stalled = true;

    Problem problem = failure(watched(() -> ANSWER, Duration.ofNanos(1)));

    assertThat(problem.type()).isEqualTo(ProblemType.MODEL_TIMED_OUT);
    assertThat(((Future<?>) threads.last).isCancelled()).isTrue();
  }

  @Test
  void aFailureIsToldInOurWords() {
    Problem problem =
        failure(
            watched(
                () -> {
                  throw new AuthenticationException("bad key sk-secret");
                },
                Duration.ofMinutes(1)));

    assertThat(problem.type()).isEqualTo(ProblemType.MODEL_FAILED);
    assertThat(problem.detail()).isEqualTo("The model's provider refused the tenant's key.");
  }

  @Test
  void whoeverIsStoppedMeanwhileKnowsItAfterwards() {
    threads.stalled = true;
    Thread.currentThread().interrupt();

    Problem problem = failure(watched(() -> ANSWER, Duration.ofMinutes(1)));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(problem.type()).isEqualTo(ProblemType.MODEL_FAILED);
    assertThat(((Future<?>) threads.last).isCancelled()).isTrue();
  }

  private EmbeddingModel watched(Supplier<Response<List<Embedding>>> server, Duration limit) {
    EmbeddingModel model =
        new EmbeddingModel() {
          @Override
          public Response<List<Embedding>> embedAll(List<TextSegment> texts) {
            return server.get();
          }
        };
    return new WatchedEmbeddings(model, limit, threads);
  }

  private static Problem failure(EmbeddingModel model) {
    return catchThrowableOfType(Problem.class, () -> model.embedAll(TEXTS));
  }

  /** Does everything at once on the calling thread, or nothing at all. */
  private static final class Threads extends AbstractExecutorService {
    private boolean stalled;
    private Runnable last;

    @Override
    public void execute(Runnable task) {
      last = task;
      if (!stalled) {
        task.run();
      }
    }

    @Override
    public void shutdown() {
      // There is no thread.
    }

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return false;
    }
  }
}
