package org.concierge.extraction;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures text in tokens and cuts it where it hurts least. */
final class Sentences {

  private Sentences() {}

  /**
   * Estimates the tokens of a text, without a vocabulary: a little more than the models' own
   * tokenizers count on prose. Additive: joining two texts with a blank or a line break adds
   * nothing.
   */
  static int tokens(CharSequence text) {
    int tokens = 0;
    int run = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (isWordPart(c)) {
        // A token holds about 5 Latin letters, 3 digits, 2 letters of any other alphabet.
        run += c < 0x250 ? Character.isDigit(c) ? 10 : 6 : 15;
        if (run >= 30) {
          tokens++;
          run -= 30;
        }
      } else {
        tokens += (run > 0 ? 1 : 0) + (Character.isWhitespace(c) ? 0 : 1);
        run = 0;
      }
    }
    return tokens + (run > 0 ? 1 : 0);
  }

  /** Ideographs, kana, Hangul, surrogates and signs count as one token each instead. */
  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) && !(c >= 0x2E80 && c < 0xFB00);
  }

  /**
   * Cuts a text into parts of at most that many tokens, at the ends of sentences where possible,
   * else between words, else between characters, never inside a surrogate pair. The parts, joined
   * with blanks where there were blanks, are the text.
   */
  static List<String> cut(String text, int maxTokens) {
    List<String> parts = new ArrayList<>();
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text);
    int start = sentences.first();
    for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
      String sentence = text.substring(start, end).strip();
      if (tokens(sentence) <= maxTokens) {
        add(sentence, parts);
      } else {
        cutWords(sentence, maxTokens, parts);
      }
      start = end;
    }
    return parts;
  }

  private static void cutWords(String sentence, int maxTokens, List<String> parts) {
    StringBuilder part = new StringBuilder();
    int size = 0;
    for (String word : sentence.split("\\s+")) {
      int wordSize = tokens(word);
      if (size + wordSize > maxTokens) {
        add(part.toString(), parts);
        part.setLength(0);
        size = 0;
      }
      if (wordSize > maxTokens) {
        cutCharacters(word, maxTokens, parts);
        continue;
      }
      part.append(part.length() == 0 ? "" : " ").append(word);
      size += wordSize;
    }
    add(part.toString(), parts);
  }

  private static void cutCharacters(String word, int maxTokens, List<String> parts) {
    int start = 0;
    while (start < word.length()) {
      int end = start;
      // A UTF-16 unit is at most one token, so this many units never exceed the limit; most
      // scripts pay less, and the loop goes on while there is room.
      int room = maxTokens;
      while (end < word.length() && room > 0) {
        int next = Math.min(word.length(), end + room);
        room = maxTokens - tokens(word.substring(start, next));
        end = next;
      }
      if (end < word.length() && Character.isLowSurrogate(word.charAt(end))) {
        end--;
      }
      add(word.substring(start, end), parts);
      start = end;
    }
  }

  private static void add(String part, List<String> parts) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }
}
