package org.concierge.console;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bar for each day, of parts that stand on each other; drawn by the page without any script. */
public final class Chart {
  /** In units of the drawing, which the page stretches to its own width. */
  private static final double WIDTH = 900;

  private static final double HEIGHT = 140;

  /** Of a day's width, between two bars. */
  private static final double GAP = 0.25;

  private final List<Column> columns;
  private final DateTimeFormatter format;
  private final long max;

  /**
   * A day.
   *
   * @param parts from the bottom to the top; as many on each day
   */
  record Column(LocalDate day, List<Long> parts) {
    long sum() {
      return parts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * A part of a bar.
   *
   * @param part which of its day's, from 0
   * @param title what it stands for, in words
   */
  public record Bar(double x, double y, double width, double height, int part, String title) {}

  /** A day as the table beside the drawing has it. */
  public record Row(String day, List<Long> parts) {}

  /**
   * @param columns one day after the other
   */
  Chart(List<Column> columns, Locale locale) {
    this.columns = columns;
    this.format = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
    this.max = columns.stream().mapToLong(Column::sum).max().orElse(0);
  }

  /** Whether there is nothing to draw. */
  public boolean isBlank() {
    return max == 0;
  }

  /** The height of the highest bar, in what is counted. */
  public long getMax() {
    return max;
  }

  public String getFirst() {
    return columns.isEmpty() ? "" : format.format(columns.get(0).day());
  }

  public String getLast() {
    return columns.isEmpty() ? "" : format.format(columns.get(columns.size() - 1).day());
  }

  /** Without those that have no height. */
  public List<Bar> getBars() {
    List<Bar> bars = new ArrayList<>();
    double step = WIDTH / columns.size();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      double top = HEIGHT;
      for (int part = 0; part < column.parts().size(); part++) {
        long count = column.parts().get(part);
        if (count > 0) {
          double height = HEIGHT * count / max;
          top -= height;
          bars.add(
              new Bar(
                  round(step * (i + GAP / 2)),
                  round(top),
                  round(step * (1 - GAP)),
                  round(height),
                  part,
                  format.format(column.day()) + ": " + count));
        }
      }
    }
    return bars;
  }

  private static double round(double units) {
    return Math.round(units * 100) / 100.0;
  }

  /** The last day first. */
  public List<Row> getRows() {
    List<Row> rows = new ArrayList<>();
    for (int i = columns.size() - 1; i >= 0; i--) {
      rows.add(new Row(format.format(columns.get(i).day()), columns.get(i).parts()));
    }
    return rows;
  }
}
