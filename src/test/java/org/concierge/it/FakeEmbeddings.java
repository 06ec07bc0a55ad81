package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Embeddings by signed feature hashing of words: the same text has the same embedding, texts that
 * share words are near each other, and no word is near another.
 */
final class FakeEmbeddings {
  private static final int DIMENSIONS = 384;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private FakeEmbeddings() {}

  /**
   * @return unit length; a text without words is the first axis
   */
  static float[] embed(String text, int dimensions) {
    float[] embedding = new float[dimensions];
    WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(word -> mixed(word.group().hashCode()))
        .forEach(hash -> embedding[Math.floorMod(hash, dimensions)] += hash < 0 ? -1 : 1);
    double square = 0;
    for (float value : embedding) {
      square += value * value;
    }
    if (square == 0) {
      embedding[0] = 1;
      return embedding;
    }
    for (int i = 0; i < dimensions; i++) {
      embedding[i] /= (float) Math.sqrt(square);
    }
    return embedding;
  }

  static String answer(JsonNode body, FakeModelBehaviour behaviour) throws IOException {
    List<String> inputs =
        body.path("input").isArray()
            ? StreamSupport.stream(body.path("input").spliterator(), false)
                .map(JsonNode::asText)
                .toList()
            : List.of(body.path("input").asText());
    int dimensions = body.path("dimensions").asInt(DIMENSIONS);
    boolean base64 = body.path("encoding_format").asText().equals("base64");
    List<Map<String, Object>> data = new ArrayList<>();
    for (String input : inputs) {
      float[] embedding = embed(input, dimensions + (behaviour.is("wrongdims") ? 1 : 0));
      if (behaviour.is("nan") && base64) {
        embedding[0] = Float.NaN;
      }
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("object", "embedding");
      item.put("index", data.size());
      item.put("embedding", base64 ? encoded(embedding) : embedding);
      data.add(item);
    }
    if (behaviour.is("shortbatch")) {
      data.remove(data.size() - 1);
    }
    if (behaviour.is("shuffled")) {
      Collections.reverse(data);
    }
    String json = FakeModelConnection.JSON.writeValueAsString(envelope(body, data, inputs.size()));
    return behaviour.is("nan")
        ? json.replaceFirst("\"embedding\":\\[[^,]+,", "\"embedding\":[NaN,")
        : json;
  }

  private static Map<String, Object> envelope(JsonNode body, List<?> data, int tokens) {
    return Map.of(
        "object",
        "list",
        "model",
        body.path("model").asText(),
        "data",
        data,
        "usage",
        Map.of("prompt_tokens", tokens, "total_tokens", tokens));
  }

  private static String encoded(float[] embedding) {
    ByteBuffer bytes = ByteBuffer.allocate(embedding.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(embedding);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** String hashes of similar words differ in few bits; this spreads them (MurmurHash3's end). */
  private static int mixed(int hash) {
    int h = hash;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
