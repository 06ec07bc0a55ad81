package org.concierge.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.concierge.content.Suspicion.Kind;

/** Collects what is suspicious in a document while it is read; one instance a document. */
public final class Suspicions {

  /**
   * Two in a row occur in honest text, as in a keycap or between Thai words; more hide something.
   */
  private static final int ZERO_WIDTH_RUN = 6;

  private static final int HIDDEN_LETTERS = 60;

  private static final int FLAG = 0x1F3F4;
  private static final int AROUND = 80;

  private final List<Suspicion> found = new ArrayList<>();

  /** Notes a place; one without a letter or digit says nothing and is passed over. */
  public void add(Kind kind, int page, String text) {
    String clean = Block.paragraph(0, text).text();
    if (found.size() < Suspicion.MOST && clean.codePoints().anyMatch(Character::isLetterOrDigit)) {
      found.add(new Suspicion(kind, page, clean));
    }
  }

  /**
   * Notes text that a reader does not see. A few words are passed over unless they instruct: the
   * mark of the program that made the file, a printer's note.
   */
  public void addHidden(int page, String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    if (letters >= HIDDEN_LETTERS || Instructions.PATTERN.matcher(text).find()) {
      add(Kind.HIDDEN_TEXT, page, text);
    }
  }

  /** Looks for characters without a glyph in a text as the file has it. */
  public void scan(CharSequence raw, int page) {
    StringBuilder tags = new StringBuilder();
    int zeroWidth = 0;
    int before = 0;
    int i = 0;
    while (i < raw.length()) {
      int c = Character.codePointAt(raw, i);
      i += Character.charCount(c);
      // A subdivision's flag is spelt with them, as in that of Scotland.
      if (c >= 0xE0000 && c < 0xE0080 && (before != FLAG || tags.length() > 0)) {
        tags.append(c > 0xE0020 && c < 0xE007F ? (char) (c - 0xE0000) : ' ');
        continue;
      }
      if (c >= 0xE0000 && c < 0xE0080) {
        continue;
      }
      if (isZeroWidth(c)) {
        zeroWidth++;
        if (zeroWidth == ZERO_WIDTH_RUN) {
          String around = raw.subSequence(Math.max(0, i - AROUND), i).toString();
          add(Kind.INVISIBLE_CHARACTERS, page, "… " + around + " [zero-width characters]");
        }
      } else {
        zeroWidth = 0;
      }
      before = c;
    }
    add(Kind.INVISIBLE_CHARACTERS, page, tags.toString());
  }

  /** Looks for instructions in the text of a finished block. */
  public void scan(Block block) {
    Matcher match = Instructions.PATTERN.matcher(block.text());
    if (match.find()) {
      int from = Math.max(0, match.start() - AROUND);
      int to = Math.min(block.text().length(), match.end() + 2 * AROUND);
      add(Kind.INSTRUCTION, block.page(), block.text().substring(from, to));
    }
  }

  public List<Suspicion> found() {
    return List.copyOf(found);
  }

  private static boolean isZeroWidth(int c) {
    return c >= 0x200B && c <= 0x200D
        || c >= 0x2060 && c <= 0x2064
        || c == 0xFEFF
        || c >= 0xE0100 && c <= 0xE01EF;
  }
}
