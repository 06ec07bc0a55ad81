package org.concierge.extraction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.concierge.extraction.PdfReader.Cell;
import org.concierge.extraction.PdfReader.Line;

/**
 * Finds the structure that a PDF does not have: joins lines to paragraphs, takes larger or bolder
 * short lines as headings and aligned cells as table rows, and leaves out what repeats on the
 * margins of the pages. One instance a document.
 */
final class PdfLayout {

  private static final int LONGEST_HEADING = 150;
  // The part of a page, above and below, where running titles and page numbers stand.
  private static final float MARGIN = 0.09f;

  private final List<Line> lines;
  private final float bodySize;
  private final boolean bodyBold;
  private final float pitch;
  private final List<Float> headingSizes;
  private final Map<Integer, Float> rightEdges = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();

  PdfLayout(List<Line> all, Map<Integer, Float> heights) {
    lines = withoutMargins(all, heights);
    Map<Float, Integer> sizes = new TreeMap<>();
    int bold = 0;
    int characters = 0;
    for (Line line : lines) {
      int length = line.text().length();
      sizes.merge(line.size(), length, Integer::sum);
      bold += line.bold() ? length : 0;
      characters += length;
      rightEdges.merge(line.page(), line.right(), Math::max);
    }
    bodySize =
        sizes.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0f);
    bodyBold = bold > characters / 2;
    pitch = usualPitch();
    headingSizes = headingSizes();
  }

  List<Block> blocks() {
    int i = 0;
    while (i < lines.size()) {
      int end = headingEnd(i);
      if (end > i) {
        addHeading(lines.subList(i, end));
      } else if ((end = tableEnd(i)) > i) {
        addTable(lines.subList(i, end));
      } else {
        end = paragraphEnd(i);
        addParagraph(lines.subList(i, end));
      }
      i = end;
    }
    blocks.removeIf(block -> block.text().isEmpty());
    return blocks;
  }

  private static List<Line> withoutMargins(List<Line> all, Map<Integer, Float> heights) {
    Map<String, Set<Integer>> pages = new HashMap<>();
    for (Line line : all) {
      if (isMargin(line, heights)) {
        pages.computeIfAbsent(key(line), key -> new HashSet<>()).add(line.page());
      }
    }
    Set<String> kept = new HashSet<>();
    List<Line> body = new ArrayList<>();
    for (Line line : all) {
      boolean repeats = isMargin(line, heights) && pages.get(key(line)).size() > 2;
      boolean number = isMargin(line, heights) && key(line).matches("\\W*(page )?#( of #|/#)?\\W*");
      // The first running title stays: "Confidential" on every page is something to know once.
      if (!number && (!repeats || kept.add(key(line)))) {
        body.add(line);
      }
    }
    return body;
  }

  private static boolean isMargin(Line line, Map<Integer, Float> heights) {
    float height = heights.getOrDefault(line.page(), 792f);
    return line.top() < height * MARGIN || line.top() > height * (1 - MARGIN);
  }

  private static String key(Line line) {
    return line.text().toLowerCase().replaceAll("\\d+", "#").replaceAll("\\s+", " ").strip();
  }

  private float usualPitch() {
    List<Float> pitches = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      float step = (lines.get(i).top() - lines.get(i - 1).top()) / Math.max(1, lines.get(i).size());
      if (lines.get(i).size() == bodySize && step > 0.8f && step < 3) {
        pitches.add(step);
      }
    }
    pitches.sort(null);
    // The lower third: in a document of short paragraphs half of the steps are paragraph breaks.
    return pitches.isEmpty() ? 1.2f : pitches.get(pitches.size() / 3);
  }

  private List<Float> headingSizes() {
    TreeSet<Float> sizes = new TreeSet<>();
    lines.stream().filter(this::isLarge).forEach(line -> sizes.add(line.size()));
    return new ArrayList<>(sizes.descendingSet());
  }

  private boolean isLarge(Line line) {
    return line.size() >= bodySize * 1.12f && isTitleLike(line);
  }

  private boolean isHeading(Line line) {
    return isLarge(line)
        || line.bold() && !bodyBold && line.size() >= bodySize * 0.95f && isTitleLike(line);
  }

  private static boolean isTitleLike(Line line) {
    String text = line.text();
    return text.length() <= LONGEST_HEADING
        && text.matches(".*\\p{L}{2}.*")
        && !text.matches(".*[.,;]")
        && !text.matches("[•▪◦●○■–-].*");
  }

  private int headingEnd(int from) {
    int end = from;
    while (end < lines.size()
        && end - from < 4
        && isHeading(lines.get(end))
        && (end == from || continues(end) && sameFont(lines.get(end - 1), lines.get(end)))) {
      end++;
    }
    return end;
  }

  private static boolean sameFont(Line a, Line b) {
    return a.size() == b.size() && a.bold() == b.bold();
  }

  private void addHeading(List<Line> heading) {
    int rank = headingSizes.indexOf(heading.get(0).size());
    int level = rank < 0 ? headingSizes.size() + 1 : rank + 1;
    blocks.add(Block.heading(Math.min(level, 5), heading.get(0).page(), join(heading)));
  }

  /** Tells whether a line stands directly below the one before. */
  private boolean continues(int i) {
    Line line = lines.get(i);
    Line before = lines.get(i - 1);
    float step = line.top() - before.top();
    return line.page() == before.page()
        && step > 0
        && step <= Math.max(pitch, 1.15f) * Math.max(line.size(), before.size()) * 1.3f;
  }

  private int tableEnd(int from) {
    int end = from;
    while (end < lines.size()
        && cells(lines.get(end)).size() > 1
        && lines.get(end).page() == lines.get(from).page()
        && (end == from || aligned(lines.get(end - 1), lines.get(end)))) {
      end++;
    }
    return end - from > 1 ? end : from;
  }

  private static List<Cell> cells(Line line) {
    boolean item = TextReader.isListed(line.text()) && line.cells().size() == 2;
    return item ? line.cells().subList(1, 2) : line.cells();
  }

  private static boolean aligned(Line above, Line below) {
    for (Cell a : above.cells()) {
      for (Cell b : below.cells()) {
        boolean notFirst = a.left() > above.left() && b.left() > below.left();
        if (notFirst && (near(a.left(), b.left()) || near(a.right(), b.right()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean near(float a, float b) {
    return Math.abs(a - b) < 4;
  }

  private void addTable(List<Line> rows) {
    Table table = new Table();
    rows.forEach(line -> table.row(line.cells().stream().map(Cell::text).toList()));
    blocks.addAll(table.asGrid(rows.get(0).page()));
  }

  private int paragraphEnd(int from) {
    int end = from + 1;
    while (end < lines.size()
        && continues(end)
        && headingEnd(end) == end
        && !TextReader.isListed(lines.get(end).text())
        && !endsParagraph(lines.get(end - 1), lines.get(end))) {
      end++;
    }
    return end;
  }

  private boolean endsParagraph(Line line, Line next) {
    float edge = rightEdges.get(line.page());
    boolean closed = line.text().matches(".*[.:!?…]['\"”’)]?");
    boolean isShort = line.right() < edge - (edge - line.left()) * 0.15f;
    boolean indented = next.left() > line.left() + next.size() && !TextReader.isListed(line.text());
    return closed && (isShort || indented);
  }

  private void addParagraph(List<Line> paragraph) {
    boolean item = TextReader.isListed(paragraph.get(0).text());
    Block.Kind kind = item ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH;
    blocks.add(new Block(kind, item ? 1 : 0, paragraph.get(0).page(), join(paragraph)));
  }

  /** Joins lines with a blank, or with nothing where a word was divided at the end of a line. */
  private static String join(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      String next = line.text();
      if (text.toString().matches("(?s).*\\p{Ll}-") && next.matches("(?s)\\p{Ll}.*")) {
        text.setLength(text.length() - 1);
      } else if (text.length() > 0) {
        text.append(' ');
      }
      text.append(next);
    }
    return text.toString().replaceAll("(?:\\s?[.·…_]){5,}", " … ");
  }
}
