package org.concierge.content;

import static java.util.stream.Collectors.joining;

import java.text.Normalizer;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A piece of text as it stands in the document: one paragraph, one heading, one row of a table.
 *
 * <p>The text is clean from construction on, so nobody behind has to look again: normalised to NFC,
 * no NUL and no lone surrogate (PostgreSQL refuses both), no invisible or direction-changing
 * character, no run of blanks; line breaks only inside CODE.
 *
 * @param level of a heading, 1 = outermost, at most 6; of a list item its depth, 1 = outermost;
 *     else 0
 * @param page 1-based; 0 where the format has no pages
 * @param text empty where nothing readable is left of it
 */
public record Block(Kind kind, int level, int page, String text) {

  private static final Pattern LISTED =
      Pattern.compile(
          "(?:[·•▪◦‣●○■*–\\uF000-\\uF0FF-]|\\(?(?:\\d{1,3}|[a-zA-Z])[.)]|\\d{1,3}(?:\\.\\d{1,3})+\\.?)\\s+\\S.*");

  /** What a block is to its neighbours. */
  public enum Kind {
    HEADING,
    PARAGRAPH,
    LIST_ITEM,
    /** The names of a table's columns; belongs to every row that follows it directly. */
    TABLE_HEADER,
    TABLE_ROW,
    CODE
  }

  public Block {
    Objects.requireNonNull(kind);
    if (level < 0 || level > 6 || page < 0) {
      throw new IllegalArgumentException("level " + level + ", page " + page);
    }
    text = kind == Kind.CODE ? cleanLines(text) : clean(text).replaceAll("\\s+", " ").strip();
  }

  public static Block heading(int level, int page, String text) {
    return new Block(Kind.HEADING, Math.max(1, Math.min(6, level)), page, text);
  }

  public static Block paragraph(int page, String text) {
    return new Block(Kind.PARAGRAPH, 0, page, text);
  }

  /** Tells whether a line begins as an item of a list does, with a bullet or a number. */
  public static boolean isListed(String line) {
    return LISTED.matcher(line).matches();
  }

  private static String cleanLines(String text) {
    String lines = clean(text).lines().map(String::stripTrailing).collect(joining("\n"));
    return lines.replaceFirst("\\A\\n+", "").stripTrailing();
  }

  /** Returns the text without what a reader cannot see or a database cannot store. */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(Block::readable).filter(c -> c >= 0).forEach(clean::appendCodePoint);
    return Normalizer.isNormalized(clean, Normalizer.Form.NFC)
        ? clean.toString()
        : Normalizer.normalize(clean, Normalizer.Form.NFC);
  }

  /** Returns what stands for this character, or -1 for nothing. */
  private static int readable(int c) {
    if (c == '\n') {
      return c;
    }
    if (c == '\r' || c == '\t' || c == 0x0B || c == '\f' || c == 0x85 || c == 0x2028) {
      return ' ';
    }
    if (Character.isSpaceChar(c)) {
      return ' ';
    }
    if (c >= 0xF000 && c <= 0xF0FF) {
      // Symbol fonts put their bullets, arrows and ticks here.
      return '•';
    }
    return switch (Character.getType(c)) {
      case Character.SURROGATE -> 0xFFFD;
      case Character.CONTROL -> -1;
      // Joiners stay: Persian, Indic scripts and family emoji are spelt with them. The other
      // format characters hide text (tags, direction overrides) or split words (soft hyphen).
      case Character.FORMAT -> c == 0x200C || c == 0x200D ? c : -1;
      default -> c;
    };
  }
}
