package org.concierge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one level of a statement, as far as that goes without a parser, and finds the tables of
 * tenants in it that nothing ties to a tenant. A table is tied by {@code t.tenant_id = ?}, or by
 * {@code t.tenant_id = u.tenant_id} to a table that is tied itself; in the {@code where}, or in the
 * {@code on} of its own join; and by nothing that stands beside an {@code or}.
 */
final class TenantPredicates {
  private static final String COLUMN = "tenant_id";

  private static final Set<String> NAMING =
      Set.of("from", "join", "into", "update", "using", "copy", "truncate", "table");

  private static final Set<String> CLAUSES =
      Set.of(
          ("select from join into update using set values where on group having order limit offset"
                  + " returning for case")
              .split(" "));

  private static final Set<String> VERBS = Set.of("select", "insert", "update", "delete");

  private static final Set<String> NO_ALIAS =
      Set.of("left right full inner cross natural default skip with".split(" "));

  private final Set<String> tables;
  private final List<List<String>> levels;
  private final List<String> words;
  private final Map<String, String> byAlias = new LinkedHashMap<>();
  private final Set<String> tied = new HashSet<>();
  private final Map<String, Set<String>> ties = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int touched;
  private String clause = "";
  private String newest = "";

  private TenantPredicates(Set<String> tables, List<List<String>> levels, List<String> words) {
    this.tables = tables;
    this.levels = levels;
    this.words = words;
  }

  /**
   * What a text does with tables of tenants.
   *
   * @param touched how often it names one
   * @param complaints one line for each that is read or written for no tenant in particular
   */
  record Finding(int touched, List<String> complaints) {}

  static Finding in(String text, Set<String> tables) {
    List<List<String>> levels = new SqlLevels(text).all();
    int touched = 0;
    List<String> complaints = new ArrayList<>();
    for (List<String> words : levels) {
      TenantPredicates level = new TenantPredicates(tables, levels, words);
      level.read();
      touched += level.touched;
      complaints.addAll(level.complaints);
    }
    return new Finding(touched, complaints);
  }

  private void read() {
    for (int i = 0; i < words.size(); i++) {
      String word = word(i);
      if (NAMING.contains(word) || (word.equals(",") && Set.of("from", "using").contains(clause))) {
        name(word, i + 1);
      } else if (word.equals(COLUMN) && word(i + 1).equals("=")) {
        tie(i);
      }
      clause = CLAUSES.contains(word) ? word : clause;
    }
    follow();
    byAlias.forEach(
        (alias, table) -> {
          if (!tied.contains(alias)) {
            complaints.add(table + " (" + alias + ") is tied to no tenant: write tenant_id = ?");
          }
        });
  }

  private void name(String verb, int at) {
    int i = at;
    while (Set.of("only", "table").contains(word(i))) {
      i++;
    }
    // Before a dot stands its schema.
    i += word(i + 1).equals(".") ? 2 : 0;
    if (!isOpen(verb, i) && (!tables.contains(word(i)) || isEntity(i))) {
      return;
    }
    touched++;
    String next = word(i + 1).equals("as") ? word(i + 2) : word(i + 1);
    switch (verb) {
      case "copy", "truncate", "table" -> complaints.add(word(i) + " is taken as a whole");
      case "into" -> {
        if (!next.startsWith("(") || !inner(next).contains(COLUMN)) {
          complaints.add(word(i) + " is written without its column tenant_id");
        }
      }
      default -> {
        boolean alias = next.matches("\\w+") && !CLAUSES.contains(next) && !NO_ALIAS.contains(next);
        newest = alias ? next : word(i);
        byAlias.put(newest, word(i));
      }
    }
  }

  /** A table whose name is only known at run time may be any. */
  private boolean isOpen(String verb, int at) {
    boolean locking = verb.equals("update") && word(at - 2).equals("for");
    return (word(at).isEmpty() || word(at).matches("%.*|\u0001"))
        && Set.of("from", "join", "into", "update").contains(verb)
        && VERBS.stream().anyMatch(words::contains)
        && !locking;
  }

  /** Hibernate adds the tenant by itself, where a text is written for it: it names parameters. */
  private boolean isEntity(int at) {
    String name = words.get(at);
    return Character.isUpperCase(name.charAt(0))
        && !name.equals(name.toUpperCase())
        && levels.stream().noneMatch(level -> level.contains("?"));
  }

  private void tie(int at) {
    boolean qualified = word(at - 1).equals(".");
    String before = word(qualified ? at - 3 : at - 1);
    if (!Set.of("where", "and", "on").contains(before) || has("or")) {
      return;
    }
    String left = qualified ? word(at - 2) : newest;
    String value = word(at + 2);
    boolean column = word(at + 3).equals(".") && word(at + 4).equals(COLUMN);
    // The condition of an outer join refuses no row of the side that is kept.
    boolean ownJoin = clause.equals("on") && !has("full") && !has("right");
    if (value.equals("?") || value.matches(":\\w+")) {
      if (clause.equals("where") || (ownJoin && left.equals(newest))) {
        tied.add(left);
      }
    } else if (column && (clause.equals("where") || ownJoin)) {
      connect(left, value);
      connect(value, left);
    }
  }

  /** An {@code on} says something of the rows of its own join, not of those before. */
  private void connect(String alias, String other) {
    if (clause.equals("where") || alias.equals(newest)) {
      ties.computeIfAbsent(alias, key -> new HashSet<>()).add(other);
    }
  }

  /** What is tied to an outer level, or to what an inner level selects, is judged there. */
  private void follow() {
    boolean grown = true;
    while (grown) {
      grown = false;
      for (String alias : byAlias.keySet()) {
        boolean reached =
            ties.getOrDefault(alias, Set.of()).stream()
                .anyMatch(other -> tied.contains(other) || !byAlias.containsKey(other));
        grown |= reached && tied.add(alias);
      }
    }
  }

  private List<String> inner(String mark) {
    return levels.get(Integer.parseInt(mark.substring(1)));
  }

  private boolean has(String word) {
    return words.stream().anyMatch(word::equalsIgnoreCase);
  }

  private String word(int at) {
    return at < 0 || at >= words.size() ? "" : words.get(at).toLowerCase();
  }
}
