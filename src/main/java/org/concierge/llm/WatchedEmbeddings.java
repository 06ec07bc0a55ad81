package org.concierge.llm;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * An embedding server with a limit on its whole answer: the client's own time-out ends with the
 * answer's headers, and a server that stalls after them would hold its caller for ever, be it a
 * question or the one thread that ingests everybody's documents.
 */
final class WatchedEmbeddings implements EmbeddingModel {
  private final EmbeddingModel model;
  private final Duration limit;
  private final ExecutorService threads;

  WatchedEmbeddings(EmbeddingModel model, Duration limit, ExecutorService threads) {
    this.model = model;
    this.limit = limit;
    this.threads = threads;
  }

  /**
   * @throws Problem MODEL_TIMED_OUT after the limit, MODEL_FAILED
   */
  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> texts) {
    Future<Response<List<Embedding>>> answer = threads.submit(() -> model.embedAll(texts));
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new Problem(ProblemType.MODEL_TIMED_OUT, "The model did not answer in time.", e);
    } catch (ExecutionException e) {
      throw ModelFailure.of(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ProblemType.MODEL_FAILED, "The model's answer was not waited for.", e);
    } finally {
      // Interrupts the client, which closes the connection.
      answer.cancel(true);
    }
  }
}
