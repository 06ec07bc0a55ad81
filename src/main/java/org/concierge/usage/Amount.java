package org.concierge.usage;

import java.math.BigDecimal;

/**
 * What was taken.
 *
 * @param requests that callers have made: questions, texts to embed, files
 * @param modelCalls that models were asked because of them
 * @param bytes of uploaded files
 * @param cost in the currency of the tenant's prices; null if a part of it is not known
 */
public record Amount(
    long requests,
    long modelCalls,
    long promptTokens,
    long completionTokens,
    long bytes,
    BigDecimal cost) {
  static final Amount REQUEST = new Amount(1, 0, 0, 0, 0, BigDecimal.ZERO);

  static Amount ofCall(long promptTokens, long completionTokens, BigDecimal cost) {
    return new Amount(0, 1, promptTokens, completionTokens, 0, cost);
  }

  static Amount ofFiles(long files, long bytes) {
    return new Amount(files, 0, 0, 0, bytes, BigDecimal.ZERO);
  }

  Amount plus(Amount other) {
    return new Amount(
        requests + other.requests,
        modelCalls + other.modelCalls,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens,
        bytes + other.bytes,
        cost == null || other.cost == null ? null : cost.add(other.cost));
  }

  public long totalTokens() {
    return promptTokens + completionTokens;
  }
}
