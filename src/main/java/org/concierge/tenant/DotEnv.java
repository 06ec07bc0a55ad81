package org.concierge.tenant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of an {@code .env} file: {@code KEY=value} a line, {@code #} comments, optional
 * {@code export}, single quotes (verbatim) or double quotes ({@code \n \t \" \\} and line breaks).
 * The host's environment is never consulted and nothing is expanded: a tenant's file is the only
 * source of its settings.
 */
public final class DotEnv {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=[ \\t]*");

  private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#");

  private final String text;
  private int position;
  private int line = 1;

  private DotEnv(String text) {
    this.text = text;
  }

  /** A value and the line, from 1, on which its key stands. */
  public record Entry(String value, int line) {}

  /** A line that is neither an assignment nor a comment, or a quote that is never closed. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    Malformed(int line, String what) {
      super(what);
      this.line = line;
    }

    public int line() {
      return line;
    }
  }

  /**
   * @return the entries in the order of the file; where a key stands twice, the last one
   */
  public static Map<String, Entry> parse(String text) throws Malformed {
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new DotEnv(unmarked.replace("\r\n", "\n")).entries();
  }

  private Map<String, Entry> entries() throws Malformed {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (position < text.length()) {
      String rest = restOfLine().strip();
      if (rest.isEmpty() || rest.startsWith("#")) {
        nextLine();
        continue;
      }
      Matcher key = ASSIGNMENT.matcher(text).region(position, endOfLine());
      if (!key.lookingAt()) {
        throw new Malformed(line, "expected KEY=value");
      }
      int keyLine = line;
      position = key.end();
      entries.put(key.group(1), new Entry(value(key.group(1)), keyLine));
    }
    return entries;
  }

  private String value(String key) throws Malformed {
    char first = position < text.length() ? text.charAt(position) : '\n';
    if (first == '\'' || first == '"') {
      return quoted(key, first);
    }
    String raw = restOfLine();
    Matcher comment = COMMENT.matcher(raw);
    nextLine();
    return (comment.find() ? raw.substring(0, comment.start()) : raw).strip();
  }

  private String quoted(String key, char quote) throws Malformed {
    int openedOn = line;
    StringBuilder value = new StringBuilder();
    for (int i = position + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        position = i + 1;
        expectEndOfLine(key);
        return value.toString();
      }
      if (c == '\\' && quote == '"' && i + 1 < text.length()) {
        value.append(unescaped(text.charAt(++i)));
      } else {
        value.append(c);
      }
      // Not c: the line break may be the one behind a backslash.
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    throw new Malformed(openedOn, key + ": the quote is never closed");
  }

  private static String unescaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case '"', '\\', '$' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }

  private void expectEndOfLine(String key) throws Malformed {
    String rest = restOfLine().strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw new Malformed(line, key + ": text after the closing quote");
    }
    nextLine();
  }

  private int endOfLine() {
    int end = text.indexOf('\n', position);
    return end < 0 ? text.length() : end;
  }

  private String restOfLine() {
    return text.substring(position, endOfLine());
  }

  private void nextLine() {
    position = endOfLine() + 1;
    line++;
  }
}
