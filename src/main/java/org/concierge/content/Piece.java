package org.concierge.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is embedded and found: a stretch of a document that makes sense by itself.
 *
 * @param index 0-based, in reading order
 * @param page where the piece begins, 1-based; 0 where the format has no pages
 * @param lastPage where it ends; equal to {@code page} for nearly all
 * @param headingPath the headings around its beginning, outermost first, as in "Handbook > Leave >
 *     Annual leave"; at most 150 characters; may be empty
 * @param text without the heading path; the headings that stand inside the piece are part of it
 */
public record Piece(int index, int page, int lastPage, String headingPath, String text) {

  private static final int LONGEST_PATH = 150;
  // Two of them and a separator still fit into the path.
  private static final int LONGEST_NAME = 70;
  private static final String SEPARATOR = " > ";
  private static final int WHOLE_TOKEN = 24;

  /** Returns what a search looks at: the heading path gives a lone sentence its subject. */
  public String embeddingText() {
    return headingPath.isEmpty() ? text : headingPath + "\n" + text;
  }

  /**
   * Joins a document's title and the headings around a place. If that gets too long, the middle
   * gives way: the title says which document, the innermost heading says most about the text.
   */
  static String headingPath(String title, Collection<Block> headings) {
    List<String> names = new ArrayList<>();
    if (!title.isBlank()) {
      names.add(shortened(title.strip()));
    }
    for (Block heading : headings) {
      String name = shortened(heading.text());
      if (names.isEmpty() || !names.get(names.size() - 1).equalsIgnoreCase(name)) {
        names.add(name);
      }
    }
    while (names.size() > 2 && String.join(SEPARATOR, names).length() > LONGEST_PATH) {
      names.remove(1);
    }
    return String.join(SEPARATOR, names);
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    int blank = name.lastIndexOf(' ', LONGEST_NAME - 1);
    int end = blank > LONGEST_NAME / 2 ? blank : LONGEST_NAME - 1;
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /**
   * Estimates the tokens of a text without a vocabulary: on English prose at most a fifth more than
   * the models' tokenizers count, on other languages up to a third less. Additive: joining two
   * texts with a blank or a line break adds nothing.
   */
  static int tokens(CharSequence text) {
    int tokens = 0;
    int letters = 0;
    int part = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        tokens += part > 0 ? 1 : 0;
        part = 0;
        letters = 0;
      } else {
        letters = Character.isLetter(c) ? letters + 1 : 0;
        part += weight(c, letters);
        tokens += part / WHOLE_TOKEN;
        part %= WHOLE_TOKEN;
      }
    }
    return tokens + (part > 0 ? 1 : 0);
  }

  /** Returns the part of a token that a character takes, in 24ths, as n-th letter of its word. */
  private static int weight(char c, int letter) {
    if (c < 0x80) {
      // Common words are one token each; the rest of a long word costs one for about 4 letters.
      return letter > 7 ? 7 : letter > 0 ? 3 : Character.isDigit(c) ? 8 : 16;
    }
    if (c < 0x530) {
      // Accented Latin letters split their word; Greek and Cyrillic have some tokens of their own.
      return c < 0x250 ? 24 : 11;
    }
    // A token an ideograph; scripts with few readers take more than one for each letter.
    return c >= 0x2E80 ? WHOLE_TOKEN : 32;
  }
}
