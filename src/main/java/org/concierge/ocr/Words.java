package org.concierge.ocr;

import java.util.ArrayList;
import java.util.List;
import org.concierge.content.Block;

/** Puts the words that Tesseract lists, with their place and its confidence, into paragraphs. */
final class Words {

  /** Below it a "paragraph" is dirt, a pattern or a picture. */
  private static final double LEAST_CONFIDENCE = 35;

  /** A word below it is a line of a table, or a speck. */
  private static final double LEAST_WORD = 15;

  // Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
  private static final int PAGE = 1;
  private static final int BLOCK = 2;
  private static final int PARAGRAPH = 3;
  private static final int CONFIDENCE = 10;
  private static final int TEXT = 11;

  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private String place = "";
  private int page;
  private double confidence;
  private int words;

  private Words() {}

  /** Reads the lines of a TSV file; what is no word is left out. */
  static List<Block> paragraphs(List<String> lines) {
    Words words = new Words();
    for (String line : lines) {
      words.add(line.split("\t", -1));
    }
    words.close();
    return words.blocks;
  }

  private void add(String[] columns) {
    if (columns.length <= TEXT || !columns[CONFIDENCE].matches("\\d+(\\.\\d+)?")) {
      return;
    }
    String at = columns[PAGE] + ' ' + columns[BLOCK] + ' ' + columns[PARAGRAPH];
    if (!at.equals(place)) {
      close();
      place = at;
      page = Integer.parseInt(columns[PAGE]);
    }
    String word = columns[TEXT].strip();
    double sure = Double.parseDouble(columns[CONFIDENCE]);
    if (word.isEmpty() || sure < LEAST_WORD) {
      return;
    }
    boolean divided = text.length() > 1 && text.charAt(text.length() - 1) == '-';
    if (divided && Character.isLowerCase(word.charAt(0)) && columns[5].equals("1")) {
      text.setLength(text.length() - 1);
    } else if (text.length() > 0) {
      text.append(' ');
    }
    text.append(word);
    confidence += sure;
    words++;
  }

  private void close() {
    if (words > 0 && confidence / words >= LEAST_CONFIDENCE) {
      blocks.add(Block.paragraph(page, text.toString()));
    }
    text.setLength(0);
    confidence = 0;
    words = 0;
  }
}
