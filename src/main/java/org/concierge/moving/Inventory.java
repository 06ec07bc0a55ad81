package org.concierge.moving;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a place holds of a tenant, row by row, without the rows. */
final class Inventory {
  private final Map<String, Map<String, Mark>> tables = new LinkedHashMap<>();

  /**
   * A row.
   *
   * @param version another one after each change, within one place only
   * @param hash of what it says, in whatever place
   */
  record Mark(String version, String hash) {}

  /** The rows of a table by their keys; empty before it was looked at. */
  Map<String, Mark> of(String table) {
    return tables.getOrDefault(table, Map.of());
  }

  void put(String table, Map<String, Mark> rows) {
    tables.put(table, rows);
  }

  /** Keys of rows that are here and not there. */
  List<String> lackedBy(Inventory other, String table) {
    Map<String, Mark> there = other.of(table);
    return of(table).keySet().stream().filter(key -> !there.containsKey(key)).toList();
  }

  /** Keys of rows that are here and not there, or say something else there. */
  List<String> unlike(Inventory other, String table) {
    Map<String, Mark> there = other.of(table);
    List<String> keys = new ArrayList<>();
    of(table)
        .forEach(
            (key, mark) -> {
              Mark known = there.get(key);
              if (known == null || !mark.hash().equals(known.hash())) {
                keys.add(key);
              }
            });
    return keys;
  }

  /** A line for each table. */
  List<Moved.Table> sums() {
    List<Moved.Table> sums = new ArrayList<>();
    tables.forEach(
        (table, rows) ->
            sums.add(new Moved.Table(table, rows.size(), sha256(new TreeMap<>(rows)))));
    return sums;
  }

  private static String sha256(Map<String, Mark> sorted) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      sorted.forEach(
          (key, mark) ->
              digest.update((key + " " + mark.hash() + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
