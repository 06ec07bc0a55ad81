package org.concierge.content;

import java.time.Duration;

/**
 * How much one file may cost.
 *
 * @param maxCharacters of text; a file with more is refused as TOO_LARGE, never cut silently
 * @param maxDepth of documents inside documents: 0 reads no attachment, 1 those of a letter
 * @param maxDuration from opening the file to its last block; where pages have to be recognised, or
 *     an archive unpacked, from one page or file to the next
 */
public record Limits(long maxCharacters, int maxDepth, Duration maxDuration) {

  public Limits {
    if (maxCharacters < 1 || maxDepth < 0 || maxDuration.isNegative() || maxDuration.isZero()) {
      throw new IllegalArgumentException(
          maxCharacters + " characters, depth " + maxDepth + ", " + maxDuration);
    }
  }

  /**
   * For one server of ordinary size: 10 million characters are about 4,000 printed pages. The
   * largest real handbook seen has 872 pages, 0.8 million characters, and takes about a second.
   */
  public static Limits standard() {
    return new Limits(10_000_000, 3, Duration.ofMinutes(2));
  }
}
