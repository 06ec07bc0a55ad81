package org.concierge.llm;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.List;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Embeddings from an OpenAI-compatible server, whose answers are checked before they are stored.
 */
final class RemoteEmbedder implements Embedder {
  private final EmbeddingModel model;
  private final int dimensions;

  RemoteEmbedder(EmbeddingModel model, int dimensions) {
    this.model = model;
    this.dimensions = dimensions;
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    return counted(texts).vectors();
  }

  @Override
  public Embedded counted(List<String> texts) {
    try {
      return once(texts);
    } catch (Problem problem) {
      if (problem.type() == ProblemType.MODEL_TIMED_OUT || ModelFailure.isRefusal(problem)) {
        throw problem;
      }
      // Once more: a server may close a connection at the moment in which it is used again.
      return once(texts);
    }
  }

  private Embedded once(List<String> texts) {
    Response<List<Embedding>> answer;
    List<float[]> vectors;
    try {
      answer = model.embedAll(texts.stream().map(TextSegment::from).toList());
      vectors = answer.content().stream().map(Embedding::vector).toList();
    } catch (RuntimeException e) {
      throw ModelFailure.of(e);
    }
    if (vectors.size() != texts.size()) {
      throw wrong("gave " + vectors.size() + " embeddings for " + texts.size() + " texts");
    }
    vectors.forEach(this::check);
    return new Embedded(vectors, ModelCalls.CountedEmbeddings.tokens(answer).orElse(0));
  }

  private void check(float[] vector) {
    if (vector.length != dimensions) {
      throw wrong(
          "gave embeddings of "
              + vector.length
              + " dimensions; EMBEDDING_DIMENSIONS says "
              + dimensions);
    }
    float sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    if (!Float.isFinite(sum) || sum == 0) {
      throw wrong("gave an embedding that is not a direction");
    }
  }

  private static Problem wrong(String what) {
    return new Problem(ProblemType.MODEL_FAILED, "The embedding server " + what + ".");
  }

  @Override
  public float[] question(String text) {
    return passages(List.of(text)).get(0);
  }

  @Override
  public int batchSize() {
    return 64;
  }

  @Override
  public int parallel() {
    return 3;
  }
}
