package org.concierge.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One table while it is read; turns its rows into blocks that keep their meaning alone. */
public final class Table {

  // A longer "column name" is prose, and prose in the first row means a table without names.
  private static final int LONGEST_NAME = 80;
  // A year may name a column; any other number does not.
  private static final Pattern VALUE =
      Pattern.compile(
          "(?!(?:19|20)\\d\\d$)[\\p{Sc}(+-]*\\p{N}[\\p{N}\\p{Sc}.,:/%()\\s-]*|true|false|yes|no|x");

  private final List<List<String>> rows = new ArrayList<>();
  private boolean rowOpen;
  private boolean named;
  private boolean guess = true;

  /** Opens a row; the cells that follow belong to it. */
  public void row() {
    rows.add(new ArrayList<>());
    rowOpen = true;
  }

  public void row(List<String> cells) {
    row();
    rows.get(rows.size() - 1).addAll(cells);
  }

  /** Notes that the document itself marks the first row as the names of the columns. */
  public void name() {
    named |= rows.size() <= 1;
  }

  /** Notes that the rows go on from an earlier table, so the first holds no names. */
  public void continued() {
    guess = false;
  }

  public void cell(String text) {
    if (!rowOpen) {
      row();
    }
    rows.get(rows.size() - 1).add(text);
  }

  /** Every cell as a paragraph of its own: for a table that only places things on a page. */
  public List<Block> asParagraphs(int page) {
    return rows.stream().flatMap(List::stream).map(cell -> Block.paragraph(page, cell)).toList();
  }

  /** As in a text document: the column names once, then the cells as they stand, "Bob | 30". */
  public List<Block> asGrid(int page) {
    List<List<String>> filled = rows.stream().filter(row -> count(row) > 0).toList();
    boolean oneColumn = filled.stream().allMatch(row -> row.size() == 1);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < filled.size(); i++) {
      List<String> row = filled.get(i);
      boolean names =
          i == 0 && filled.size() > 1 && count(row) > 1 && (named || guess && areNames(row));
      Block.Kind kind = names ? Block.Kind.TABLE_HEADER : Block.Kind.TABLE_ROW;
      // Empty cells stay, so that the others keep their column; the last ones say nothing.
      int end = row.size();
      while (row.get(end - 1).isBlank()) {
        end--;
      }
      String text = String.join(" | ", row.subList(0, end));
      blocks.add(new Block(oneColumn ? Block.Kind.PARAGRAPH : kind, 0, page, text));
    }
    return blocks;
  }

  /**
   * As in a spreadsheet, where a row is read alone: "Team: Blues; Cups: 1". One sheet may hold
   * titles and several tables: a lone cell after a gap is a title, and names after a gap begin the
   * next table.
   */
  public List<Block> asSheet(int page) {
    List<Block> blocks = new ArrayList<>();
    List<String> names = null;
    boolean gap = true;
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      if (count(row) == 0) {
        gap = true;
      } else if (gap && count(row) == 1) {
        names = null;
        blocks.add(Block.paragraph(page, withoutNames(row)));
      } else {
        boolean first = (names == null || gap) && areNames(row) && cover(row, i + 1);
        names = first ? row : names;
        String text = first || names == null ? withoutNames(row) : withNames(names, row);
        blocks.add(new Block(Block.Kind.TABLE_ROW, 0, page, text));
        gap = false;
      }
    }
    return blocks;
  }

  /** Tells whether nearly each cell of the next row has a name above it. */
  private boolean cover(List<String> names, int next) {
    int covered = 0;
    int bare = 0;
    for (int i = 0; next < rows.size() && i < rows.get(next).size(); i++) {
      if (!rows.get(next).get(i).isBlank()) {
        boolean named = i < names.size() && !names.get(i).isBlank();
        covered += named ? 1 : 0;
        bare += named ? 0 : 1;
      }
    }
    return bare * 3 <= covered;
  }

  private static String withNames(List<String> names, List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      String name = i < names.size() ? names.get(i).strip().replaceFirst(":$", "") : "";
      String value = row.get(i).strip();
      if (!value.isEmpty()) {
        cells.add(name.isEmpty() || name.equals(value) ? value : name + ": " + value);
      }
    }
    return String.join("; ", cells);
  }

  private static String withoutNames(List<String> row) {
    return String.join(" | ", row.stream().map(String::strip).filter(c -> !c.isEmpty()).toList());
  }

  private static boolean areNames(List<String> row) {
    Set<String> seen = new HashSet<>();
    for (String cell : row) {
      String name = cell.strip().toLowerCase(Locale.ROOT);
      boolean value = name.length() > LONGEST_NAME || VALUE.matcher(name).matches();
      if (value || !name.isEmpty() && !seen.add(name)) {
        return false;
      }
    }
    return seen.size() > 1;
  }

  private static int count(List<String> row) {
    return (int) row.stream().filter(cell -> !cell.isBlank()).count();
  }
}
