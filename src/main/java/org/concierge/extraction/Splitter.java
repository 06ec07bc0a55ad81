package org.concierge.extraction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.concierge.extraction.Block.Kind;

/**
 * Cuts a document into pieces along its structure: of all ways to cut, the one with the lowest sum
 * of costs, where a cost is a piece far from the target size, a cut inside a paragraph or a list,
 * or a heading or page break in the middle of a piece. Stateless, deterministic, thread safe.
 */
public final class Splitter {

  private static final int LONGEST_PATH = 150;
  private static final int LONGEST_TITLE = 70;

  // What a boundary costs, in units of "a piece twice too small"; see Costs.
  private static final double INSIDE_MAJOR_HEADING = 0.6;
  private static final double INSIDE_MINOR_HEADING = 0.25;
  private static final double INSIDE_PAGE_BREAK = 0.5;
  private static final double CUT_AFTER_HEADING = 3;
  private static final double CUT_AFTER_LEAD_IN = 0.5;
  private static final double CUT_SENTENCES = 0.25;
  private static final double CUT_LIST = 0.1;

  private final int targetTokens;
  private final int maxTokens;

  /** A part of a block that is never cut again. */
  private record Atom(
      Block block, String text, int tokens, boolean first, String path, String header) {
    boolean isHeading() {
      return block.kind() == Kind.HEADING;
    }
  }

  /**
   * @param targetTokens the size to aim at, estimated
   * @param maxTokens never exceeded by the text of a piece, estimated
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
   * @return the pieces in reading order; together they hold each block's text once, only column
   *     names of a table are repeated where it continues
   */
  public List<Piece> split(String title, List<Block> blocks) {
    List<Atom> atoms = atoms(title, blocks);
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (int end : cheapestCuts(atoms)) {
      pieces.add(piece(pieces.size(), atoms.subList(start, end)));
      start = end;
    }
    return pieces;
  }

  private List<Atom> atoms(String title, List<Block> blocks) {
    List<Atom> atoms = new ArrayList<>();
    Deque<Block> headings = new ArrayDeque<>();
    String header = "";
    for (Block block : blocks) {
      if (block.kind() == Kind.HEADING) {
        while (!headings.isEmpty() && headings.peekLast().level() >= block.level()) {
          headings.removeLast();
        }
        headings.addLast(block);
      }
      String path = path(title, headings);
      boolean row = block.kind() == Kind.TABLE_ROW;
      header = row ? header : "";
      boolean first = true;
      for (String text : parts(block)) {
        int tokens = Sentences.tokens(text);
        atoms.add(new Atom(block, text, tokens, first, path, row ? header : ""));
        first = false;
      }
      if (block.kind() == Kind.TABLE_HEADER && Sentences.tokens(block.text()) <= maxTokens / 4) {
        header = block.text();
      }
    }
    return atoms;
  }

  private List<String> parts(Block block) {
    int tokens = Sentences.tokens(block.text());
    boolean prose = block.kind() == Kind.PARAGRAPH || block.kind() == Kind.LIST_ITEM;
    if (block.kind() == Kind.CODE && tokens > targetTokens / 2) {
      return block.text().lines().flatMap(l -> lineParts(l).stream()).toList();
    }
    int whole = prose ? targetTokens / 2 : maxTokens * 3 / 4;
    return tokens <= whole ? List.of(block.text()) : Sentences.cut(block.text(), targetTokens);
  }

  private List<String> lineParts(String line) {
    return Sentences.tokens(line) <= targetTokens
        ? List.of(line)
        : Sentences.cut(line, targetTokens);
  }

  private static String path(String title, Deque<Block> headings) {
    List<String> names = new ArrayList<>();
    if (!title.isBlank()) {
      names.add(shortened(title.strip(), LONGEST_TITLE));
    }
    for (Block heading : headings) {
      if (names.isEmpty() || !names.get(names.size() - 1).equalsIgnoreCase(heading.text())) {
        names.add(shortened(heading.text(), LONGEST_TITLE));
      }
    }
    // The innermost say most about the text, the title says which document: the middle gives way.
    while (names.size() > 2 && String.join(" > ", names).length() > LONGEST_PATH) {
      names.remove(1);
    }
    return String.join(" > ", names);
  }

  private static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = text.lastIndexOf(' ', length - 1);
    end = end < length / 2 ? length - 1 : end;
    end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    return text.substring(0, end) + "…";
  }

  /** Returns the ends of the pieces, found backwards: the best way on from each atom. */
  private List<Integer> cheapestCuts(List<Atom> atoms) {
    int n = atoms.size();
    double[] cost = new double[n + 1];
    int[] next = new int[n + 1];
    for (int start = n - 1; start >= 0; start--) {
      cost[start] = Double.POSITIVE_INFINITY;
      int tokens = Sentences.tokens(atoms.get(start).header());
      double inside = 0;
      for (int end = start + 1; end <= n; end++) {
        tokens += atoms.get(end - 1).tokens();
        if (tokens > maxTokens && end > start + 1) {
          break;
        }
        inside += end - 1 > start ? inside(atoms.get(end - 2), atoms.get(end - 1)) : 0;
        double total = size(tokens) + inside + cost[end] + (end < n ? cut(atoms, end) : 0);
        if (total < cost[start]) {
          cost[start] = total;
          next[start] = end;
        }
      }
    }
    List<Integer> ends = new ArrayList<>();
    for (int at = 0; at < n; at = next[at]) {
      ends.add(next[at]);
    }
    return Collections.unmodifiableList(ends);
  }

  private double size(int tokens) {
    double off =
        tokens < targetTokens
            ? (targetTokens - tokens) / (double) targetTokens
            : (tokens - targetTokens) / (double) (maxTokens - targetTokens + 1);
    return off * off;
  }

  /** The cost of having the boundary between two atoms inside a piece. */
  private static double inside(Atom before, Atom after) {
    double cost = before.block().page() == after.block().page() ? 0 : INSIDE_PAGE_BREAK;
    if (after.isHeading() && !before.isHeading()) {
      cost += after.block().level() <= 2 ? INSIDE_MAJOR_HEADING : INSIDE_MINOR_HEADING;
    }
    return cost;
  }

  /** The cost of cutting before an atom. */
  private static double cut(List<Atom> atoms, int at) {
    Atom before = atoms.get(at - 1);
    Atom after = atoms.get(at);
    if (before.isHeading() || before.block().kind() == Kind.TABLE_HEADER) {
      return CUT_AFTER_HEADING;
    }
    if (!after.first()) {
      return CUT_SENTENCES;
    }
    boolean item = after.block().kind() == Kind.LIST_ITEM || after.block().kind() == Kind.TABLE_ROW;
    if (item && before.text().endsWith(":")) {
      return CUT_AFTER_LEAD_IN;
    }
    return item && after.block().kind() == before.block().kind() ? CUT_LIST : 0;
  }

  private static Piece piece(int index, List<Atom> atoms) {
    Atom first = atoms.get(0);
    StringBuilder text = new StringBuilder(first.header());
    int lastPage = first.block().page();
    for (Atom atom : atoms) {
      boolean sameLine = !atom.first() && atom.block().kind() != Kind.CODE;
      text.append(text.length() == 0 ? "" : sameLine && atom != first ? " " : "\n");
      text.append(atom.text());
      lastPage = Math.max(lastPage, atom.block().page());
    }
    return new Piece(index, first.block().page(), lastPage, first.path(), text.toString());
  }
}
