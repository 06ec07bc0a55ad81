package org.concierge.llm;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;

/**
 * Embeddings computed in this process by bge-small-en-v1.5, quantised: 384 dimensions, English.
 *
 * <p>Questions carry the instruction that the model was trained with; see the model card of
 * BAAI/bge-small-en-v1.5.
 */
final class LocalEmbedder implements Embedder {
  private static final String QUESTION =
      "Represent this sentence for searching relevant passages: ";

  private final EmbeddingModel model;

  LocalEmbedder(EmbeddingModel model) {
    this.model = model;
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
        .map(embedding -> embedding.vector())
        .toList();
  }

  @Override
  public float[] question(String text) {
    return model.embed(QUESTION + text).content().vector();
  }

  @Override
  public int batchSize() {
    return 8;
  }
}
