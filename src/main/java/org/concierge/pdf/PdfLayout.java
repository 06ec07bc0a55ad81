package org.concierge.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.content.Block;
import org.concierge.content.Table;

/**
 * Finds the structure that a PDF does not have: joins lines to paragraphs, takes larger or bolder
 * short lines as headings and aligned cells as tables. One instance a document.
 */
final class PdfLayout {

  private static final int LONGEST_HEADING = 150;
  private static final Pattern NUMBERED = Pattern.compile("(?:§|\\d|Art\\.|Article|Section).*");
  private static final Pattern COMPOUND = Pattern.compile("\\p{L}+-\\p{L}+");

  private final List<Line> lines;
  private final Map<Integer, Float> rightEdges = new HashMap<>();
  private final Set<String> compounds = new HashSet<>();
  private final List<Group> groups = new ArrayList<>();
  private final PdfTables tables;
  private float bodySize;
  private boolean bodyBold;
  private float pitch = 1.2f;

  /** A run of text on a line without a wide gap inside. */
  record Cell(float left, float right, String text) {}

  /**
   * A line of a page; more than one cell if there are wide gaps in it.
   *
   * @param top distance of the base line from the upper edge, in points
   * @param size of the font, in points, of most of its characters
   */
  record Line(int page, float top, float size, boolean bold, List<Cell> cells) {
    String text() {
      return String.join(" ", cells.stream().map(Cell::text).toList());
    }

    float left() {
      return cells.get(0).left();
    }

    float right() {
      return cells.get(cells.size() - 1).right();
    }
  }

  /** Lines that belong together. */
  private record Group(int from, List<Line> lines, boolean table, String text) {
    Line first() {
      return lines.get(0);
    }

    boolean bold() {
      return lines.stream().allMatch(Line::bold);
    }
  }

  PdfLayout(List<Line> lines) {
    this.lines = lines;
    measure();
    tables = new PdfTables(lines, pitch);
    int i = 0;
    while (i < lines.size()) {
      int end = tables.end(i);
      boolean table = end > i;
      end = table ? end : paragraphEnd(i);
      int from = table ? namesStart(i) : i;
      List<Line> group = lines.subList(from, end);
      groups.add(new Group(from, group, table, join(group)));
      i = end;
    }
  }

  List<Block> blocks() {
    TreeSet<Float> sizes = new TreeSet<>();
    groups.stream().filter(this::isLarge).forEach(group -> sizes.add(group.first().size()));
    List<Float> ranks = new ArrayList<>(sizes.descendingSet());
    List<Block> blocks = new ArrayList<>();
    for (Group group : groups) {
      int page = group.first().page();
      int level = headingLevel(group, ranks);
      boolean item = Block.isListed(group.text());
      if (group.table()) {
        addTable(group, blocks);
      } else if (level > 0) {
        blocks.add(Block.heading(level, page, group.text()));
      } else if (item) {
        blocks.add(new Block(Block.Kind.LIST_ITEM, 1, page, group.text()));
      } else {
        blocks.add(Block.paragraph(page, group.text()));
      }
    }
    blocks.removeIf(block -> block.text().isEmpty());
    return blocks;
  }

  private void measure() {
    Map<Float, Integer> sizes = new TreeMap<>();
    int bold = 0;
    int characters = 0;
    for (Line line : lines) {
      int length = line.text().length();
      sizes.merge(line.size(), length, Integer::sum);
      bold += line.bold() ? length : 0;
      characters += length;
      rightEdges.merge(line.page(), line.right(), Math::max);
      Matcher compound = COMPOUND.matcher(line.text());
      while (compound.find()) {
        compounds.add(compound.group().toLowerCase());
      }
    }
    bodyBold = bold > characters / 2;
    sizes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(most -> bodySize = most.getKey());
    List<Float> pitches = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      float step = (lines.get(i).top() - lines.get(i - 1).top()) / Math.max(1, lines.get(i).size());
      if (lines.get(i).size() == bodySize && step > 0.8f && step < 3) {
        pitches.add(step);
      }
    }
    pitches.sort(null);
    if (!pitches.isEmpty()) {
      // The lower third: among short paragraphs half of the steps are paragraph breaks.
      pitch = pitches.get(pitches.size() / 3);
    }
  }

  /** Takes the names of columns back from the headings for which their bold font passed. */
  private int namesStart(int from) {
    int start = from;
    while (!groups.isEmpty()
        && !last(groups).table()
        && last(groups).bold()
        && !lines.get(from).bold()
        && last(groups).lines().stream().allMatch(line -> tables.isAbove(from, line))) {
      start -= last(groups).lines().size();
      groups.remove(groups.size() - 1);
    }
    return start;
  }

  private int headingLevel(Group group, List<Float> ranks) {
    if (!isTitleLike(group)) {
      return 0;
    }
    if (isLarge(group)) {
      return Math.min(4, 1 + ranks.indexOf(group.first().size()));
    }
    boolean bold = group.bold() && !bodyBold && group.first().size() >= bodySize * 0.95f;
    return bold ? Math.min(5, 1 + ranks.size()) : 0;
  }

  private boolean isLarge(Group group) {
    return group.first().size() >= bodySize * 1.12f && isTitleLike(group);
  }

  private static boolean isTitleLike(Group group) {
    String text = group.text();
    boolean open = !text.matches(".*[.,;]") || NUMBERED.matcher(text).matches();
    return !group.table()
        && open
        && group.lines().size() <= 4
        && text.length() <= LONGEST_HEADING
        && text.matches(".*\\p{L}{2}.*")
        && !text.matches("[\\p{Ll}•▪◦●○■–\\uF000-\\uF0FF-].*");
  }

  private int paragraphEnd(int from) {
    int end = from + 1;
    while (end < lines.size()
        && continues(lines.get(end - 1), lines.get(end))
        && sameStyle(lines.get(end - 1), lines.get(end))
        && !beginsItem(lines.get(end - 1), lines.get(end))
        && !endsParagraph(lines.get(end - 1), lines.get(end))
        && tables.end(end) == end) {
      end++;
    }
    return end;
  }

  /** Tells whether a line stands directly below another. */
  private boolean continues(Line before, Line line) {
    float step = line.top() - before.top();
    return line.page() == before.page()
        && step > 0
        && step <= Math.max(pitch, 1.15f) * Math.max(line.size(), before.size()) * 1.3f;
  }

  private boolean sameStyle(Line line, Line next) {
    if (Math.abs(line.size() - next.size()) > 0.6f) {
      return false;
    }
    // A bold phrase may fill a whole line of a paragraph: only a fresh start is another style.
    boolean fresh = isShort(line) || line.text().matches(".*[.:!?]");
    return line.bold() == next.bold() || !fresh || next.text().matches("\\p{Ll}.*");
  }

  private boolean isShort(Line line) {
    float edge = rightEdges.get(line.page());
    return line.right() < edge - (edge - line.left()) * 0.15f;
  }

  private boolean beginsItem(Line before, Line line) {
    // A number in the middle of a sentence may come to stand at the beginning of a line.
    boolean free = isShort(before) || before.text().matches(".*[.:;!?)]");
    return Block.isListed(line.text()) && (free || !line.text().matches("\\(?[\\p{L}\\d].*"));
  }

  private boolean endsParagraph(Line line, Line next) {
    boolean closed = line.text().matches(".*[.:!?…]['\"”’)]?");
    boolean indented = next.left() > line.left() + next.size() && !Block.isListed(line.text());
    boolean led = line.text().matches(".*… \\S{1,12}");
    return led || closed && (isShort(line) || indented);
  }

  private void addTable(Group group, List<Block> blocks) {
    Table table = tables.read(group.from(), group.from() + group.lines().size());
    boolean named = group.first().bold() && !group.bold();
    if (named) {
      table.name();
    } else if (!blocks.isEmpty() && last(blocks).kind() == Block.Kind.TABLE_ROW) {
      table.continued();
    }
    blocks.addAll(table.asGrid(group.first().page()));
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  /** Joins lines with a blank, or with nothing where a word was divided at the end of a line. */
  private String join(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      String next = line.text();
      boolean divided = text.length() > 1 && text.charAt(text.length() - 1) == '-';
      if (divided && next.matches("(?s)\\p{Ll}.*")) {
        text.setLength(text.length() - (isCompound(text, next) ? 0 : 1));
      } else if (text.length() > 0) {
        text.append(' ');
      }
      text.append(next);
    }
    return text.toString();
  }

  /** Tells whether the document writes this word with a hyphen elsewhere, as in "in-network". */
  private boolean isCompound(CharSequence before, String next) {
    String first = before.toString().replaceFirst("(?s).*[^\\p{L}-](?=[\\p{L}-]+$)", "");
    String second = next.replaceFirst("(?s)[^\\p{L}].*", "");
    String last = first.replaceFirst(".*-(?=\\p{L}+-$)", "");
    return first.indexOf('-') < first.length() - 1
        || compounds.contains((last + second).toLowerCase());
  }
}
