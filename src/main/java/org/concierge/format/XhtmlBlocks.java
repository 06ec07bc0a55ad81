package org.concierge.format;

import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.concierge.content.Block;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.Suspicions;
import org.concierge.content.Table;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Collects blocks from the XHTML events of a parser: one instance a document. Menus, scripts and
 * everything that a browser would not show are left out; a table used for layout is read as text.
 */
final class XhtmlBlocks extends DefaultHandler {

  // Deeper than any page people write; below it recursion inside the parsers is still safe.
  private static final int MAX_NESTING = 2_000;
  private static final int LONGEST_HEADING = 120;
  private static final char LINE_BREAK = '\u2028';
  private static final Set<String> INLINE =
      Set.of(
          ("a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp"
                  + " small span strike strong sub sup time tt u var wbr o:p")
              .split(" "));
  private static final Pattern SEGMENT = Pattern.compile(LINE_BREAK + "|\\n\\s*\\n");

  private final long maxCharacters;
  private final boolean spreadsheet;
  private final HiddenElements hidden;
  private final Suspicions suspicions;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  // Every open table; null in the place of one that turned out to be layout.
  private final List<Table> tables = new ArrayList<>();
  private final Deque<Integer> lists = new ArrayDeque<>();
  private long characters;
  private int nesting;
  private int page;
  private boolean slideBegins;
  private int heading;
  private int preformatted;
  private boolean code;
  private String marker = "";
  private int bold;
  private int boldCharacters;

  /**
   * @param spreadsheet true if the rows of its tables are to be read alone, each with the names
   */
  XhtmlBlocks(long maxCharacters, boolean spreadsheet, Suspicions suspicions) {
    this.maxCharacters = maxCharacters;
    this.spreadsheet = spreadsheet;
    this.suspicions = suspicions;
    this.hidden = new HiddenElements(suspicions);
  }

  /** Returns what was read so far; complete once the document ended. */
  List<Block> blocks() {
    closeBlock();
    return blocks;
  }

  /** Returns how many pages, slides or sheets began. */
  int pages() {
    return page;
  }

  /** Takes the blocks of a document inside this one, at the place where it stands. */
  void append(List<Block> embedded) throws SAXException {
    closeBlock();
    for (Block block : embedded) {
      count(block.text().length());
      add(new Block(block.kind(), block.level(), page, block.text()));
    }
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes)
      throws SAXException {
    if (++nesting > MAX_NESTING) {
      throw new SAXException("nested deeper than " + MAX_NESTING);
    }
    String name = name(local, qualified);
    if (Thread.currentThread().isInterrupted()) {
      throw new SAXException(new InterruptedIOException());
    }
    if (hidden.open(name, attributes)) {
      return;
    }
    if (name.equals("br")) {
      count(1);
      text.append(LINE_BREAK);
    } else if (name.equals("b") || name.equals("strong")) {
      bold++;
    } else if (inCell() && !name.equals("table")) {
      openInTable(name);
    } else if (!INLINE.contains(name)) {
      openBlock(name, attributes.getValue("class"));
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) throws SAXException {
    String name = name(local, qualified);
    nesting--;
    if (hidden.close(page) || name.equals("br")) {
      return;
    }
    if (name.equals("b") || name.equals("strong")) {
      bold = Math.max(0, bold - 1);
    } else if (inCell()) {
      closeInTable(name);
    } else if (!INLINE.contains(name)) {
      closeBlock();
      switch (name) {
        case "table" -> tables.remove(tables.size() - 1);
        case "pre" -> preformatted = Math.max(0, preformatted - 1);
        case "ul", "ol" -> lists.poll();
        default -> {}
      }
    }
  }

  @Override
  public void characters(char[] chars, int start, int length) throws SAXException {
    if (!hidden.take(chars, start, length)) {
      count(length);
      text.append(chars, start, length);
      boldCharacters += bold > 0 ? length : 0;
    }
  }

  @Override
  public void ignorableWhitespace(char[] chars, int start, int length) throws SAXException {
    characters(chars, start, length);
  }

  private void openBlock(String name, String style) {
    closeBlock();
    switch (name) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> heading = name.charAt(1) - '0';
      case "pre" -> preformatted++;
      case "ul", "ol" -> lists.push(name.equals("ol") ? 1 : 0);
      case "li" -> marker = nextMarker();
      case "div" -> openDivision(style == null ? "" : style);
      case "p" -> code = style != null && style.toLowerCase(Locale.ROOT).endsWith("_code");
      case "table" -> openTable();
      default -> {}
    }
  }

  private void openDivision(String style) {
    if (style.equals("page") || style.equals("slide-content") || style.equals("sheet")) {
      page++;
      slideBegins = style.equals("slide-content");
    }
  }

  private void openTable() {
    if (inCell()) {
      // A table inside a table: the outer one only places things on the page.
      Table outer = tables.set(tables.size() - 1, null);
      outer.asParagraphs(page).forEach(this::add);
      closeBlock();
    }
    tables.add(new Table());
  }

  private void openInTable(String name) {
    switch (name) {
      case "tr" -> table().row();
      case "td", "th" -> {
        text.setLength(0);
        if (name.equals("th")) {
          table().name();
        }
      }
      // Paragraphs and lists inside a cell: one blank keeps their words apart.
      default -> text.append(INLINE.contains(name) ? "" : " ");
    }
  }

  private void closeInTable(String name) throws SAXException {
    switch (name) {
      case "td", "th" -> {
        // An empty cell takes memory too: one filled cell far right stands behind 16,000 of them.
        count(1);
        suspicions.scan(text, page);
        table().cell(text.toString());
      }
      case "table" -> {
        Table table = tables.remove(tables.size() - 1);
        (spreadsheet ? table.asSheet(page) : table.asGrid(page)).forEach(this::add);
      }
      case "tr", "tbody", "thead" -> {}
      default -> {
        text.append(INLINE.contains(name) ? "" : " ");
        return;
      }
    }
    text.setLength(0);
  }

  private boolean inCell() {
    return !tables.isEmpty() && table() != null;
  }

  private Table table() {
    return tables.get(tables.size() - 1);
  }

  /** Ends the block being read, if it holds anything. */
  private void closeBlock() {
    if (inCell()) {
      return;
    }
    suspicions.scan(text, page);
    if (preformatted > 0 || code) {
      add(new Block(Block.Kind.CODE, 0, page, text.toString().replace(LINE_BREAK, '\n')));
    } else {
      boolean allBold = boldCharacters > 0 && boldCharacters >= text.toString().strip().length();
      for (String segment : SEGMENT.split(text)) {
        if (!segment.isBlank()) {
          add(block(segment.strip(), allBold));
          marker = "";
          slideBegins = false;
        }
      }
    }
    text.setLength(0);
    boldCharacters = 0;
    heading = 0;
    code = false;
  }

  private Block block(String line, boolean allBold) {
    if (heading > 0) {
      return Block.heading(heading, page, line);
    }
    if (!marker.isEmpty() || Block.isListed(line)) {
      int level = Math.max(1, Math.min(6, lists.size()));
      return new Block(Block.Kind.LIST_ITEM, level, page, marker + line.replaceFirst("^·", "•"));
    }
    boolean open = ".,;!".indexOf(line.charAt(line.length() - 1)) < 0;
    boolean titleLike = open && line.length() <= LONGEST_HEADING;
    if (slideBegins && titleLike) {
      return Block.heading(2, page, line);
    }
    // Many authors never use a heading style: a short bold line is what they use instead.
    return allBold && titleLike ? Block.heading(4, page, line) : Block.paragraph(page, line);
  }

  private void add(Block block) {
    if (!block.text().isEmpty()) {
      blocks.add(block);
    }
  }

  private String nextMarker() {
    if (lists.isEmpty() || lists.peek() == 0) {
      return "• ";
    }
    int number = lists.pop();
    lists.push(number + 1);
    return number + ". ";
  }

  private void count(int length) throws SAXException {
    characters += length;
    if (characters > maxCharacters) {
      throw new SAXException(new ExtractionFailed(ExtractionFailed.Reason.TOO_LARGE));
    }
  }

  private static String name(String local, String qualified) {
    return (local == null || local.isEmpty() ? qualified : local).toLowerCase(Locale.ROOT);
  }
}
