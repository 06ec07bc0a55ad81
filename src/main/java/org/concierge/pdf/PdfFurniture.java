package org.concierge.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.pdf.PdfLayout.Line;

/** What stands on a page besides its text: page numbers, running titles, tables of contents. */
final class PdfFurniture {

  // How much of a page, above and below, running titles may take.
  private static final float MARGIN = 0.12f;
  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "\\W*(?:\\p{L}{1,6}\\.? )?(?:0|[ivxl]{1,6})(?: ?(?:of|von|de|sur|di|/|-) ?0)?\\W*");
  // "Annual leave ......... 12" in a table of contents.
  private static final Pattern CONTENTS =
      Pattern.compile(
          "(?i)(table of )?contents|inhalt(sverzeichnis)?|sommaire|table des matières|índice|indice"
              + "|contenido|inhoud(sopgave)?|spis treści|innehåll|sumário");
  private static final Pattern LEADER = Pattern.compile(".*\\S\\s*…\\s*\\d{1,4}");

  private PdfFurniture() {}

  /** Leaves out page numbers, running titles and tables of contents: found, they answer nothing. */
  static List<Line> without(List<Line> all, Map<Integer, Float> heights) {
    Map<Integer, List<Line>> pages = new TreeMap<>();
    all.forEach(line -> pages.computeIfAbsent(line.page(), p -> new ArrayList<>()).add(line));
    Map<String, Set<Integer>> places = new HashMap<>();
    Set<Line> edges = new HashSet<>();
    pages.forEach((page, lines) -> edges.addAll(edges(lines, heights.getOrDefault(page, 800f))));
    edges.forEach(l -> places.computeIfAbsent(key(l), k -> new HashSet<>()).add(l.page()));
    Set<Line> dropped = new HashSet<>();
    pages.values().forEach(lines -> dropped.addAll(contents(lines, heights.size())));
    Set<String> kept = new HashSet<>();
    List<Line> body = new ArrayList<>();
    for (Line line : all) {
      String key = key(line);
      boolean number = edges.contains(line) && PAGE_NUMBER.matcher(key).matches();
      boolean again = edges.contains(line) && places.get(key).size() >= (pages.size() > 3 ? 3 : 2);
      // A running title without a number stays once: "Confidential" is worth knowing.
      if (!number && !dropped.contains(line) && (!again || !key.contains("0") && kept.add(key))) {
        body.add(line);
      }
    }
    return body;
  }

  /** Returns the entries of a table of contents: page numbers at the end that only go up. */
  private static Set<Line> contents(List<Line> lines, int pages) {
    boolean titled = lines.stream().anyMatch(line -> CONTENTS.matcher(line.text()).matches());
    Set<Line> entries = new HashSet<>();
    int last = 0;
    for (Line line : lines) {
      boolean named = line.text().matches(".*\\p{L}.*");
      boolean column =
          titled && named && line.cells().get(line.cells().size() - 1).text().matches("\\d{1,4}");
      Matcher leader = LEADER.matcher(line.text());
      if (leader.matches() || column) {
        int number = Integer.parseInt(line.text().replaceFirst(".*\\D(?=\\d{1,4}$)", ""));
        // Prices in a menu look the same, but do not go up to the number of pages and no further.
        if (number < last || number > pages + 20) {
          return Set.of();
        }
        last = number;
        entries.add(line);
      }
    }
    return entries.size() > 3 ? entries : Set.of();
  }

  /** Returns the two outermost lines above and below, if they are near the edge of the page. */
  private static Set<Line> edges(List<Line> lines, float height) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparing(Line::top));
    Set<Line> edges = new HashSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      Line line = sorted.get(i);
      boolean outermost = i < 2 || i >= sorted.size() - 2;
      float room = PAGE_NUMBER.matcher(key(line)).matches() ? MARGIN * 2 : MARGIN;
      if (outermost && (line.top() < height * room || line.top() > height * (1 - room))) {
        edges.add(line);
      }
    }
    return edges;
  }

  private static String key(Line line) {
    String text = line.text().toLowerCase(Locale.ROOT);
    return text.replaceAll("\\d+", "0").replaceAll("\\s+", " ").strip();
  }
}
