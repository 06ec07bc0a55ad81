package org.concierge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.content.Block;
import org.concierge.content.Table;
import org.jsoup.parser.Parser;

/** Reads Markdown line by line; one instance a document. */
final class Markdown {

  private static final Pattern HEADING = Pattern.compile("\\s{0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*");
  private static final Pattern UNDERLINE = Pattern.compile("\\s{0,3}(=+|-{2,})\\s*");
  private static final Pattern FENCE = Pattern.compile("\\s*(```+|~~~+).*");
  private static final Pattern ITEM = Pattern.compile("(\\s*)([-*+]|\\d{1,9}[.)])\\s+(.*)");
  private static final Pattern RULE = Pattern.compile("\\s{0,3}([-*_])(\\s*\\1){2,}\\s*");
  private static final Pattern TABLE_RULE =
      Pattern.compile("\\s*\\|?\\s*:?-+:?\\s*(\\|\\s*:?-+:?\\s*)*\\|?\\s*");
  private static final Pattern DEFINITION = Pattern.compile("\\s{0,3}\\[[^\\]]+\\]:\\s+\\S.*");

  private static final Pattern LINK =
      Pattern.compile(
          "!?\\[([^\\[\\]]{0,500})\\](?:\\([^()\\s]{0,2000}(?:\\s+\"[^\"]{0,300}\")?\\)|\\[[^\\[\\]]{0,100}\\])");

  // A longer line is a paragraph: nobody writes a heading or a row of a table like that.
  private static final int LONGEST_MARKED = 3_000;

  private final List<String> lines;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private int itemLevel;

  private Markdown(String text) {
    // A comment is invisible wherever Markdown is shown, so nobody may be answered from it.
    lines = text.replaceAll("(?s)<!--.*?(?:-->|\\z)", "").lines().toList();
  }

  static List<Block> read(String text) {
    Markdown markdown = new Markdown(text);
    int i = markdown.frontMatterEnd();
    while (i < markdown.lines.size()) {
      i = markdown.readAt(i);
    }
    markdown.close();
    return markdown.blocks;
  }

  private int frontMatterEnd() {
    if (!lines.isEmpty() && lines.get(0).strip().equals("---")) {
      for (int i = 1; i < lines.size(); i++) {
        if (lines.get(i).strip().equals("---")) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  /** Reads what begins at a line and returns where the next thing begins. */
  private int readAt(int i) {
    if (lines.get(i).length() > LONGEST_MARKED) {
      append(lines.get(i));
      return i + 1;
    }
    String line = lines.get(i).replaceFirst("^(\\s{0,3}>\\s?)+", "");
    Matcher heading = HEADING.matcher(line);
    Matcher item = ITEM.matcher(line);
    if (FENCE.matcher(line).matches()) {
      return readCode(i);
    } else if (line.isBlank() || DEFINITION.matcher(line).matches()) {
      close();
    } else if (heading.matches()) {
      close();
      add(Block.heading(heading.group(1).length(), 0, inline(heading.group(2))));
    } else if (open.length() > 0 && itemLevel == 0 && UNDERLINE.matcher(line).matches()) {
      add(Block.heading(line.contains("=") ? 1 : 2, 0, inline(open.toString())));
      open.setLength(0);
    } else if (RULE.matcher(line).matches()) {
      close();
    } else if (item.matches()) {
      close();
      itemLevel = 1 + Math.min(5, item.group(1).replace("\t", "    ").length() / 2);
      open.append(item.group(2).matches("[-*+]") ? "•" : item.group(2)).append(' ');
      open.append(item.group(3));
    } else if (isTable(i)) {
      return readTable(i);
    } else {
      append(line);
    }
    return i + 1;
  }

  private void append(String line) {
    open.append(open.length() == 0 ? "" : " ").append(line.strip());
  }

  private int readCode(int from) {
    close();
    String fence = lines.get(from).strip().substring(0, 3);
    StringBuilder code = new StringBuilder();
    int i = from + 1;
    while (i < lines.size() && !lines.get(i).strip().startsWith(fence)) {
      code.append(lines.get(i++)).append('\n');
    }
    add(new Block(Block.Kind.CODE, 0, 0, code.toString()));
    return i + 1;
  }

  private boolean isTable(int i) {
    return lines.get(i).contains("|")
        && i + 1 < lines.size()
        && lines.get(i + 1).contains("-")
        && TABLE_RULE.matcher(lines.get(i + 1)).matches();
  }

  private int readTable(int from) {
    close();
    Table table = new Table();
    table.name();
    int i = from;
    for (; i < lines.size() && lines.get(i).contains("|"); i++) {
      if (i != from + 1) {
        table.row(cells(lines.get(i)));
      }
    }
    table.asGrid(0).forEach(this::add);
    return i;
  }

  private static List<String> cells(String line) {
    String bare = line.strip().replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
    List<String> cells = new ArrayList<>();
    for (String cell : bare.split("(?<!\\\\)\\|", -1)) {
      cells.add(inline(cell.strip()));
    }
    return cells;
  }

  private void close() {
    if (open.length() > 0) {
      Block.Kind kind = itemLevel > 0 ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH;
      add(new Block(kind, itemLevel, 0, inline(open.toString())));
    }
    open.setLength(0);
    itemLevel = 0;
  }

  private void add(Block block) {
    if (!block.text().isEmpty()) {
      blocks.add(block);
    }
  }

  /** Removes the marks inside a text: emphasis, links and pictures leave their words. */
  private static String inline(String text) {
    StringBuilder bare = new StringBuilder();
    boolean code = false;
    for (String part : text.split("`+", -1)) {
      bare.append(code ? part : withoutMarks(part));
      code = !code;
    }
    return Parser.unescapeEntities(bare.toString(), false);
  }

  /**
   * Looks at each mark by itself instead of searching for its partner: a hostile file has a million
   * marks and no partners.
   */
  private static String withoutMarks(String text) {
    return LINK.matcher(LINK.matcher(text).replaceAll("$1"))
        .replaceAll("$1")
        .replaceAll("</?[a-zA-Z][^<>]{0,500}>", "")
        .replaceAll("(?<!\\\\)(?:\\*\\*|__|~~)(?=\\S)|(?<=[^\\s\\\\])(?:\\*\\*|__|~~)", "")
        .replaceAll("(?<![\\\\\\w*])\\*(?=[^\\s*])|(?<=[^\\s\\\\*])\\*(?![\\w*])", "")
        .replaceAll("(?<![\\\\\\w_])_(?=[^\\s_])|(?<=[^\\s\\\\_])_(?![\\w_])", "")
        .replaceAll("\\\\([\\\\`*_{}\\[\\]()#+.!|<>~-])", "$1");
  }
}
