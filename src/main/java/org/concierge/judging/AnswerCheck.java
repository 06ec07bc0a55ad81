package org.concierge.judging;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether an answer gives what was expected. A short expected answer must stand in it word for
 * word; of a long one, which can be said in other words, half of the longer words must.
 */
public final class AnswerCheck {
  /** What has more words is a sentence rather than a fact. */
  private static final int FACT_WORDS = 8;

  private static final int LONGER_WORD = 4;
  private static final double SHARE = 0.5;

  private AnswerCheck() {}

  /**
   * @param expected of which one is enough
   */
  public static boolean gives(String answer, List<String> expected) {
    String plain = plain(answer);
    return expected.stream().map(AnswerCheck::plain).anyMatch(wanted -> gives(plain, wanted));
  }

  private static boolean gives(String answer, String wanted) {
    if (wanted.isBlank()) {
      return false;
    }
    String[] words = wanted.strip().split(" ");
    if (words.length <= FACT_WORDS) {
      return answer.contains(wanted);
    }
    Set<String> longer = new LinkedHashSet<>(Arrays.asList(words));
    longer.removeIf(word -> word.length() < LONGER_WORD);
    long held = longer.stream().filter(word -> answer.contains(" " + word + " ")).count();
    return held >= SHARE * longer.size();
  }

  /** Words in lower case with one blank before, between and behind; marks of sources are none. */
  private static String plain(String text) {
    String words =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\[[^\\]]*]", " ")
            .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
            .strip();
    return words.isEmpty() ? "" : " " + words + " ";
  }
}
