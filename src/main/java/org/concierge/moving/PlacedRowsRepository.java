package org.concierge.moving;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.list;
import static org.concierge.persistence.Statements.texts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.custody.ArchiveRepository;
import org.concierge.moving.Inventory.Mark;

/** The rows that a tenant has in one place. One thread at a time. */
final class PlacedRowsRepository {
  /** Of rows that are given as JSON; their key is enough. */
  private static final String GIVEN =
      "unnest(?::text[]) line, jsonb_populate_record(null::%1$s, line::jsonb) k";

  private static final String HASH = "md5((to_jsonb(t) - 'tenant_id')::text)";

  private final PlaceRepository place;
  private final String tenant;
  private final Map<String, Table> known = new HashMap<>();

  /**
   * A table as statements name it.
   *
   * @param key its columns but the tenant, without quotes: ours need none
   */
  private record Table(String name, List<String> key, String otherwise) {
    String keyOf(String alias) {
      return key.stream()
          .map(column -> "'" + column + "', " + alias + "." + column)
          .collect(Collectors.joining(", ", "jsonb_build_object(", ")::text"));
    }

    String same() {
      return key.stream()
          .map(column -> " and t." + column + " = k." + column)
          .collect(Collectors.joining());
    }
  }

  PlacedRowsRepository(PlaceRepository place) {
    this.place = place;
    this.tenant = place.tenant().value();
  }

  PlaceRepository place() {
    return place;
  }

  /**
   * Looks at all rows, closely at those that have changed.
   *
   * @param former what was seen last time
   */
  Map<String, Mark> look(String name, Map<String, Mark> former) {
    return place.transaction(
        connection -> {
          Table table = table(connection, name);
          Map<String, Mark> rows = new HashMap<>();
          String every = " from " + table.name() + " t where t.tenant_id = ?";
          String marked = "select " + table.keyOf("t") + ", t.xmin::text, ";
          if (former.isEmpty()) {
            list(connection, row -> mark(rows, row), marked + HASH + every, tenant);
            return rows;
          }
          list(connection, row -> mark(rows, row), marked + "null" + every, tenant);
          List<String> changed = new ArrayList<>();
          rows.replaceAll(
              (key, mark) -> {
                Mark before = former.get(key);
                boolean same = before != null && before.version().equals(mark.version());
                if (!same) {
                  changed.add(key);
                }
                return same ? before : mark;
              });
          list(
              connection,
              row -> mark(rows, row),
              marked + HASH + given(table),
              texts(connection, changed),
              tenant);
          return rows;
        });
  }

  private static Mark mark(Map<String, Mark> rows, ResultSet row) throws SQLException {
    return rows.put(row.getString(1), new Mark(row.getString(2), row.getString(3)));
  }

  private static String given(Table table) {
    return " from "
        + GIVEN.formatted(table.name())
        + ", "
        + table.name()
        + " t where t.tenant_id = ?"
        + table.same();
  }

  /** Rows as JSON; those that are not there (any more) are missing. */
  List<String> rows(String name, List<String> keys) {
    return place.transaction(
        connection -> {
          Table table = table(connection, name);
          return list(
              connection,
              row -> row.getString(1),
              "select (to_jsonb(t) - 'tenant_id')::text" + given(table),
              texts(connection, keys),
              tenant);
        });
  }

  void delete(String name, List<String> rows) {
    place.transaction(connection -> delete(connection, table(connection, name), rows));
  }

  private int delete(Connection connection, Table table, List<String> rows) throws SQLException {
    return change(
        connection,
        "delete from "
            + table.name()
            + " t using "
            + GIVEN.formatted(table.name())
            + " where t.tenant_id = ?"
            + table.same(),
        texts(connection, rows),
        tenant);
  }

  /**
   * Adds or changes rows. Where two are in each other's way they go, and are to be sent again.
   *
   * @param rows JSON as {@link #rows} gave it
   */
  void store(String name, List<String> rows) {
    place.transaction(
        connection -> {
          Table table = table(connection, name);
          List<String> left = refused(connection, table, rows) ? rows : List.of();
          int before = Integer.MAX_VALUE;
          while (!left.isEmpty() && left.size() < before) {
            before = left.size();
            List<String> again = new ArrayList<>();
            for (String row : left) {
              if (refused(connection, table, List.of(row))) {
                again.add(row);
              }
            }
            left = again;
          }
          return left.isEmpty() ? 0 : delete(connection, table, left);
        });
  }

  /** Whether other rows are in the way, or those are missing that these refer to. */
  private boolean refused(Connection connection, Table table, List<String> rows)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      ArchiveRepository.insert(connection, place.tenant(), table.name(), rows, table.otherwise());
      connection.releaseSavepoint(before);
      return false;
    } catch (SQLException e) {
      if (!String.valueOf(e.getSQLState()).startsWith("23")) {
        throw e;
      }
      connection.rollback(before);
      return true;
    }
  }

  /**
   * Deletes all that the tenant has here.
   *
   * @throws IllegalStateException if something is there all the same
   */
  void clear() {
    List<String> tables = new ArrayList<>(place.tables());
    Collections.reverse(tables);
    place.transaction(
        connection -> {
          for (String table : tables) {
            String name = ArchiveRepository.quoted(table);
            change(connection, "delete from " + name + " where tenant_id = ?", tenant);
          }
          return null;
        });
    for (String table : tables) {
      if (!look(table, Map.of()).isEmpty()) {
        throw new IllegalStateException("The former place is not empty: " + table);
      }
    }
  }

  private Table table(Connection connection, String name) throws SQLException {
    Table table = known.get(name);
    if (table == null) {
      String quoted = ArchiveRepository.quoted(name);
      String key = ArchiveRepository.key(connection, quoted);
      String all =
          ArchiveRepository.columns(connection, quoted).stream()
              .map(column -> column + " = excluded." + column)
              .collect(Collectors.joining(", "));
      List<String> own =
          Stream.of(key.split(", ")).filter(column -> !column.equals("tenant_id")).toList();
      table = new Table(quoted, own, "on conflict (" + key + ") do update set " + all);
      known.put(name, table);
    }
    return table;
  }
}
