package org.concierge.llm;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Embeddings computed in this process by bge-small-en-v1.5, quantised: 384 dimensions, English.
 *
 * <p>Questions carry the instruction that the model was trained with; see the model card of
 * BAAI/bge-small-en-v1.5.
 */
final class LocalEmbedder implements Embedder {
  private static final String QUESTION =
      "Represent this sentence for searching relevant passages: ";

  /** Longer, and questions without end would keep documents from being read at all. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private final EmbeddingModel model;

  /** Documents leave a core for answering, as long as there are two. */
  private final Semaphore turns =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

  private final AtomicInteger waiting = new AtomicInteger();

  LocalEmbedder(EmbeddingModel model) {
    this.model = model;
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    return counted(texts).vectors();
  }

  @Override
  public Embedded counted(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    int tokens = 0;
    for (String text : texts) {
      Response<Embedding> answer = urgent(text);
      vectors.add(answer.content().vector());
      tokens += ModelCalls.CountedEmbeddings.tokens(answer).orElse(0);
    }
    return new Embedded(vectors, tokens);
  }

  @Override
  public List<float[]> unhurriedPassages(List<String> texts) {
    List<float[]> embeddings = new ArrayList<>(texts.size());
    for (String text : texts) {
      embeddings.add(unhurried(text));
    }
    return embeddings;
  }

  private Response<Embedding> urgent(String text) {
    waiting.incrementAndGet();
    try {
      return model.embed(text);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private float[] unhurried(String text) {
    try {
      turns.acquire();
      try {
        giveWay();
        return model.embed(text).content().vector();
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ProblemType.MODEL_FAILED, "The embeddings were not waited for.", e);
    }
  }

  /** Somebody waits for an answer: documents have time. */
  private void giveWay() throws InterruptedException {
    long until = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (waiting.get() > 0 && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Override
  public float[] question(String text) {
    return urgent(QUESTION + text).content().vector();
  }

  @Override
  public int batchSize() {
    return 8;
  }
}
