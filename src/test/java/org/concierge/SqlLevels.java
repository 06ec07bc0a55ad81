package org.concierge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement taken apart at its parentheses: each pair holds a level of its own, so that the
 * {@code where} of an inner select is not taken for that of the outer one.
 */
final class SqlLevels {
  private static final Pattern WORD =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|::|:\\w+|%(?:\\d+\\$)?[sI]|\\w+|\\S",
          Pattern.DOTALL);

  /** What follows them shares no tables with what precedes. */
  private static final Set<String> SEPARATORS = Set.of("union", "intersect", "except", ";");

  private final List<List<String>> levels = new ArrayList<>();

  SqlLevels(String text) {
    Deque<List<String>> open = new ArrayDeque<>();
    open.push(next());
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      if (word.equals("(")) {
        open.peek().add("(" + levels.size());
        open.push(next());
      } else if (word.equals(")")) {
        // A fragment may close what it did not open.
        if (open.size() > 1) {
          open.pop();
        }
      } else if (SEPARATORS.contains(word.toLowerCase())) {
        open.pop();
        open.push(next());
      } else if (!word.startsWith("--") && !word.startsWith("/*") && !word.equals("\"")) {
        open.peek().add(word);
      }
    }
  }

  private List<String> next() {
    List<String> level = new ArrayList<>();
    levels.add(level);
    return level;
  }

  /** In the order in which they begin; "(3" stands in a level where number 3 was taken out. */
  List<List<String>> all() {
    return levels;
  }
}
