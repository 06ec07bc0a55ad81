package org.concierge.pdf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.concierge.content.Block;
import org.concierge.content.Table;
import org.concierge.pdf.PdfLayout.Cell;
import org.concierge.pdf.PdfLayout.Line;

/** Finds tables among the lines of a PDF: rows whose cells stand below each other. */
final class PdfTables {

  // Nobody aligns two cells by accident within this many points, line after line.
  private static final float ALIGNED = 4;
  private static final int LOOK_AHEAD = 20;

  private final List<Line> lines;
  private final float pitch;

  /**
   * @param pitch the usual step from line to line, in font sizes
   */
  PdfTables(List<Line> lines, float pitch) {
    this.lines = lines;
    this.pitch = pitch;
  }

  /** Returns where the table ends that begins at a line; the line itself if none does. */
  int end(int from) {
    if (cells(lines.get(from)) < 2) {
      return from;
    }
    List<Cell> columns = columns(from);
    float bottom = lines.get(from).top();
    int last = from;
    int end = from;
    while (end < lines.size() && belongs(columns, lines.get(from), bottom, lines.get(end))) {
      bottom = Math.max(bottom, lines.get(end).top());
      last = cells(lines.get(end)) > 1 ? end : last;
      end++;
    }
    // What follows the last full row is a wrapped cell of it, or already the text below.
    float margin = columns.get(0).left() + ALIGNED;
    while (last > from && last + 1 < end && lines.get(last + 1).left() > margin) {
      last++;
    }
    return last > from ? last + 1 : from;
  }

  /** Tells whether a line stands above the table that begins at {@code from}, in its columns. */
  boolean isAbove(int from, Line line) {
    Line row = lines.get(from);
    return line.top() <= row.top() && belongs(columns(from), row, row.top(), line);
  }

  /**
   * Puts the lines of one table into rows: a wrapped cell goes on below itself, and a new row
   * begins where the first column has something again.
   */
  Table read(int from, int end) {
    Table table = new Table();
    List<Cell> columns = columns(from);
    List<String> row = new ArrayList<>();
    int before = columns.size();
    float top = 0;
    for (Line line : lines.subList(from, end)) {
      boolean close = line.top() - top < pitch * line.size() * 1.1f;
      boolean wrapped = before == 0 && line.cells().size() == 1 && close;
      if (row.isEmpty() || column(columns, line.cells().get(0)) == 0 && !wrapped) {
        table.row(row);
        row = new ArrayList<>(Collections.nCopies(columns.size(), ""));
      }
      for (Cell cell : line.cells()) {
        before = column(columns, cell);
        row.set(before, (row.get(before) + " " + cell.text()).strip());
      }
      top = line.top();
    }
    table.row(row);
    return table;
  }

  /** Returns the cells of the fullest line here: names and rows may lack some. */
  private List<Cell> columns(int from) {
    Line first = lines.get(from);
    List<Cell> columns = first.cells();
    for (Line line : lines.subList(from, Math.min(lines.size(), from + LOOK_AHEAD))) {
      boolean prose = line.cells().size() == 1 && line.right() - line.left() > 20 * line.size();
      if (prose || line.page() != first.page() || Math.abs(line.size() - first.size()) > 1.1f) {
        return columns;
      }
      columns = line.cells().size() > columns.size() ? line.cells() : columns;
    }
    return columns;
  }

  /** Counts cells, where a bullet or a number with its text is one. */
  private static int cells(Line line) {
    boolean item = line.cells().size() == 2 && Block.isListed(line.text());
    return item ? 1 : line.cells().size();
  }

  /** Tells whether a line fits into the columns of a table that reaches down to {@code bottom}. */
  private static boolean belongs(List<Cell> columns, Line first, float bottom, Line line) {
    float step = (line.top() - bottom) / Math.max(1, line.size());
    // Back up to the first line of a row with wrapped cells, but not to another part of the page.
    boolean near = step < 3 && step > -12;
    if (line.page() != first.page() || Math.abs(line.size() - first.size()) > 1.1f || !near) {
      return false;
    }
    boolean alone = line.cells().size() == 1;
    boolean aligned = false;
    for (Cell cell : line.cells()) {
      int column = column(columns, cell);
      Cell head = columns.get(column);
      boolean below =
          Math.abs(head.left() - cell.left()) < ALIGNED
              || Math.abs(head.right() - cell.right()) < ALIGNED;
      boolean crosses =
          column + 1 < columns.size() && cell.right() > columns.get(column + 1).left() + 2;
      if (crosses || alone && !below) {
        return false;
      }
      aligned |= below && (alone || column > 0);
    }
    return aligned;
  }

  /** Returns the column that a cell shares most width with, else the last that begins before it. */
  private static int column(List<Cell> columns, Cell cell) {
    int best = 0;
    float most = 0;
    for (int i = 0; i < columns.size(); i++) {
      Cell column = columns.get(i);
      float shared = Math.min(column.right(), cell.right()) - Math.max(column.left(), cell.left());
      if (shared > most || most == 0 && column.left() <= cell.left() + ALIGNED) {
        most = Math.max(0, shared);
        best = i;
      }
    }
    return best;
  }
}
