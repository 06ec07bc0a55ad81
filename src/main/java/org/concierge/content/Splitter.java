package org.concierge.content;

import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.concierge.content.Block.Kind;

/**
 * Cuts a document into pieces along its structure: of all ways to cut, the one with the lowest sum
 * of costs, where a cost is a piece far from the target size, a cut inside a paragraph or a list,
 * or a heading or page break in the middle of a piece. Deterministic and thread safe.
 */
public final class Splitter {

  // Measured in "pieces of no size at all", which cost 1 each. Twice or half of any of these moves
  // nDCG@10 on the 50 Northwind questions by less than 0.02; without headings it loses 0.05.
  private static final double INSIDE_MAJOR_HEADING = 0.8;
  private static final double INSIDE_MINOR_HEADING = 0.4;
  private static final double INSIDE_PAGE_BREAK = 0.4;
  private static final double CUT_AFTER_HEADING = 3;
  private static final double CUT_AFTER_LEAD_IN = 0.5;
  private static final double CUT_SENTENCES = 0.25;
  private static final double CUT_LIST = 0.1;

  private final int targetTokens;
  private final int maxTokens;

  /**
   * A part of a block that is never cut again.
   *
   * @param first false if it goes on with the block of the atom before
   * @param header the names of its table's columns, empty if it is not a row of one
   */
  private record Atom(
      Block block, String text, int tokens, boolean first, String path, String header) {

    boolean is(Kind kind) {
      return block.kind() == kind;
    }
  }

  /**
   * @param targetTokens the size to aim at, as estimated, at least 8
   * @param maxTokens never exceeded by the text of a piece, as estimated
   */
  public Splitter(int targetTokens, int maxTokens) {
    if (targetTokens < 8 || maxTokens < targetTokens) {
      throw new IllegalArgumentException(targetTokens + " of " + maxTokens + " tokens");
    }
    this.targetTokens = targetTokens;
    this.maxTokens = maxTokens;
  }

  /**
   * @param title stands first in each heading path; may be empty
   * @return the pieces in reading order; together they hold each block's text once, only the names
   *     of a table's columns are repeated where the table goes on
   */
  public List<Piece> split(String title, List<Block> blocks) {
    List<Atom> atoms = atoms(title, blocks);
    List<Piece> pieces = new ArrayList<>();
    int[] ends = cheapestEnds(atoms);
    for (int start = 0; start < atoms.size(); start = ends[start]) {
      pieces.add(piece(pieces.size(), atoms.subList(start, ends[start])));
    }
    return pieces;
  }

  private List<Atom> atoms(String title, List<Block> blocks) {
    List<Atom> atoms = new ArrayList<>();
    Deque<Block> headings = new ArrayDeque<>();
    String path = Piece.headingPath(title, headings);
    String header = "";
    for (Block block : blocks) {
      if (block.kind() == Kind.HEADING) {
        headings.removeIf(outer -> outer.level() >= block.level());
        headings.addLast(block);
        path = Piece.headingPath(title, headings);
      }
      header = block.kind() == Kind.TABLE_ROW ? header : "";
      boolean first = true;
      boolean apart = true;
      for (String text : parts(block, header)) {
        // Two halves of a word are together up to 2 tokens more than each by itself.
        int tokens = Piece.tokens(text) + (apart ? 0 : 2);
        atoms.add(new Atom(block, text, tokens, first, path, header));
        first = false;
        apart = text.endsWith(" ") || block.kind() == Kind.CODE;
      }
      // Names that would fill half a piece cost more room than they explain.
      if (block.kind() == Kind.TABLE_HEADER && Piece.tokens(block.text()) <= maxTokens / 4) {
        header = block.text();
      }
    }
    return atoms;
  }

  private List<String> parts(Block block, String header) {
    int tokens = Piece.tokens(block.text());
    int room = Math.min(targetTokens, maxTokens - Piece.tokens(header));
    boolean prose = block.kind() == Kind.PARAGRAPH || block.kind() == Kind.LIST_ITEM;
    int whole = prose || block.kind() == Kind.CODE ? room / 2 : maxTokens - Piece.tokens(header);
    if (tokens <= whole) {
      return List.of(block.text());
    }
    List<String> parts = new ArrayList<>();
    block.text().lines().forEach(line -> cutSentences(line, room, parts));
    return parts;
  }

  private static void cutSentences(String line, int room, List<String> parts) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(line);
    int start = 0;
    for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
      cutWords(line.substring(start, end), room, parts);
      start = end;
    }
  }

  private static void cutWords(String sentence, int room, List<String> parts) {
    if (Piece.tokens(sentence) <= room) {
      parts.add(sentence);
      return;
    }
    StringBuilder part = new StringBuilder();
    int tokens = 0;
    // Each word keeps the blank behind it, so that the parts put together are the sentence.
    for (String word : sentence.split("(?<= )")) {
      int more = Piece.tokens(word);
      if (tokens + more > room && part.length() > 0) {
        parts.add(part.toString());
        part.setLength(0);
        tokens = 0;
      }
      if (more > room) {
        halve(word, room, parts);
      } else {
        part.append(word);
        tokens += more;
      }
    }
    if (part.length() > 0) {
      parts.add(part.toString());
    }
  }

  private static void halve(String word, int room, List<String> parts) {
    int middle = word.length() / 2;
    if (Piece.tokens(word) <= room || middle == 0) {
      parts.add(word);
      return;
    }
    middle += Character.isLowSurrogate(word.charAt(middle)) ? 1 : 0;
    halve(word.substring(0, middle), room, parts);
    halve(word.substring(middle), room, parts);
  }

  /** Returns for each atom where a piece that begins there had best end; found backwards. */
  private int[] cheapestEnds(List<Atom> atoms) {
    int size = atoms.size();
    double[] costs = new double[size + 1];
    int[] ends = new int[size];
    for (int start = size - 1; start >= 0; start--) {
      costs[start] = Double.POSITIVE_INFINITY;
      int tokens = Piece.tokens(atoms.get(start).header());
      double inside = 0;
      for (int end = start + 1; end <= size; end++) {
        tokens += atoms.get(end - 1).tokens();
        if (tokens > maxTokens && end > start + 1) {
          break;
        }
        inside += end > start + 1 ? inside(atoms.get(end - 2), atoms.get(end - 1)) : 0;
        double cost = off(tokens) + inside + costs[end] + (end < size ? cut(atoms, end) : 0);
        if (cost < costs[start]) {
          costs[start] = cost;
          ends[start] = end;
        }
      }
    }
    return ends;
  }

  /** The cost of a size: 0 at the target, 1 at nothing and at the maximum. */
  private double off(int tokens) {
    double room = tokens < targetTokens ? targetTokens : maxTokens - targetTokens + 1;
    double off = (tokens - targetTokens) / room;
    return off * off;
  }

  /** The cost of having the boundary between two atoms inside a piece. */
  private static double inside(Atom before, Atom after) {
    double cost = before.block().page() == after.block().page() ? 0 : INSIDE_PAGE_BREAK;
    if (after.is(Kind.HEADING) && !before.is(Kind.HEADING)) {
      cost += after.block().level() <= 2 ? INSIDE_MAJOR_HEADING : INSIDE_MINOR_HEADING;
    }
    return cost;
  }

  /** The cost of cutting before an atom. */
  private static double cut(List<Atom> atoms, int at) {
    Atom before = atoms.get(at - 1);
    Atom after = atoms.get(at);
    if (before.is(Kind.HEADING) || before.is(Kind.TABLE_HEADER)) {
      return CUT_AFTER_HEADING;
    }
    if (!after.first()) {
      return CUT_SENTENCES;
    }
    boolean item = after.is(Kind.LIST_ITEM) || after.is(Kind.TABLE_ROW);
    if (item && before.text().endsWith(":")) {
      return CUT_AFTER_LEAD_IN;
    }
    return item && before.is(after.block().kind()) ? CUT_LIST : 0;
  }

  private static Piece piece(int index, List<Atom> atoms) {
    Atom first = atoms.get(0);
    Atom last = atoms.get(atoms.size() - 1);
    StringBuilder text = new StringBuilder(first.header());
    for (Atom atom : atoms) {
      boolean sameLine = atom != first && !atom.first() && !atom.is(Kind.CODE);
      text.append(text.length() == 0 || sameLine ? "" : "\n").append(atom.text());
    }
    int page = first.block().page();
    int lastPage = last.block().page();
    return new Piece(index, page, lastPage, first.path(), text.toString().stripTrailing());
  }
}
