package org.concierge.custody;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.list;
import static org.concierge.persistence.Statements.texts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/**
 * A tenant's rows as JSON, out of one database and into another, whatever tables there are: the
 * catalogue names them.
 */
public final class ArchiveRepository {
  /** Derived from others, or under way when the archive is made. */
  private static final Set<String> LEFT_OUT = Set.of("staged_chunk", "document_facet", "departure");

  /** Of the shared database: credentials, what is bound to them, and what is under way. */
  private static final Set<String> SHARED_LEFT_OUT =
      Set.of(
          "api_key",
          "audit_event",
          "audit_head",
          "authorization_request",
          "connector",
          "connector_file",
          "invitation",
          "job",
          "job_pace",
          "login",
          "login_address",
          "oauth_client",
          "refresh_token",
          "signing_key",
          "sso_attempt",
          "sso_login",
          "url_import",
          "widget_token");

  /** Tables with tenants' rows, and what each refers to. */
  private static final String TABLES =
      """
      select t.relname, coalesce(string_agg(f.relname, ','), '')
      from pg_class t join pg_namespace n on n.oid = t.relnamespace
        left join pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
          and c.confrelid <> t.oid
        left join pg_class f on f.oid = c.confrelid
      where n.nspname = current_schema() and t.relkind in ('r', 'p')
        and has_table_privilege(t.oid, 'insert')
        and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id')
      group by t.relname order by t.relname
      """;

  private static final String KEY =
      """
      select string_agg(quote_ident(a.attname), ', ' order by k.place)
      from pg_index i, unnest(i.indkey) with ordinality as k (attnum, place), pg_attribute a
      where i.indrelid = ?::regclass and i.indisprimary
        and a.attrelid = i.indrelid and a.attnum = k.attnum
      """;

  /** Never leave the installation, whatever table they stand in. */
  private static final String SECRET_COLUMNS =
      """
      select a.attname::text from pg_attribute a
      where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
        and a.attname::text ~ '(password|secret|credential|(^|_)(token|hash)$)'
      """;

  private static final String COLUMNS =
      """
      select quote_ident(a.attname) from pg_attribute a
      where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
        and a.attname <> 'tenant_id'
      """;

  private static final int FETCHED = 200;

  private final Databases databases;

  public ArchiveRepository(Databases databases) {
    this.databases = databases;
  }

  /** Where rows go; each is one line of JSON. */
  @FunctionalInterface
  interface Sink {
    void row(String table, String json);
  }

  /** All rows of the tenant's own database as they were at one moment, referred-to ones first. */
  void read(TenantId tenant, Sink sink) {
    databases.snapshot(
        tenant,
        connection -> {
          for (String table : tables(connection, LEFT_OUT)) {
            read(connection, table, tenant, true, sink);
          }
          return null;
        });
  }

  /** The people and whatever else of the tenant stands in the shared database. */
  void readShared(TenantId tenant, Sink sink) {
    databases.inShared(
        tenant,
        connection -> {
          for (String table : tables(connection, SHARED_LEFT_OUT)) {
            read(connection, table, tenant, true, sink);
          }
          return null;
        });
  }

  void readAudit(TenantId tenant, Sink sink) {
    databases.inShared(
        tenant,
        connection -> {
          read(connection, "audit_event", tenant, false, sink);
          return null;
        });
  }

  private static void read(
      Connection connection, String table, TenantId tenant, boolean withoutSecrets, Sink sink)
      throws SQLException {
    String name = quoted(table);
    String key = key(connection, name);
    List<String> secret =
        withoutSecrets
            ? list(connection, row -> row.getString(1), SECRET_COLUMNS, name)
            : List.of();
    // Times as everybody's.
    change(connection, "set local timezone to 'UTC'");
    String sql =
        "select (to_jsonb(t) - 'tenant_id' - ?::text[])::text from "
            + name
            + " t where tenant_id = ? order by "
            + key;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCHED);
      select.setArray(1, texts(connection, secret));
      select.setString(2, tenant.value());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sink.row(table, row.getString(1));
        }
      }
    }
  }

  /**
   * Adds rows to the tenant's own database; those of one table may refer to one another.
   *
   * @param rows JSON as {@link #read} gave it
   */
  void write(TenantId tenant, String table, List<String> rows) {
    databases.inTenant(tenant, connection -> write(connection, tenant, table, rows, LEFT_OUT));
  }

  /** Removes the widget that each new tenant has: the archive brings the tenant's own. */
  void makeRoom(TenantId tenant) {
    databases.inShared(
        tenant,
        connection -> change(connection, "delete from widget where tenant_id = ?", tenant.value()));
  }

  void writeShared(TenantId tenant, String table, List<String> rows) {
    databases.inShared(
        tenant, connection -> write(connection, tenant, table, rows, SHARED_LEFT_OUT));
  }

  private static int write(
      Connection connection, TenantId tenant, String table, List<String> rows, Set<String> leftOut)
      throws SQLException {
    // A name of the archive's becomes part of a statement only if it is one of a table.
    if (!tables(connection, leftOut).contains(table)) {
      return 0;
    }
    return insert(connection, tenant, quoted(table), rows, "");
  }

  /**
   * Adds rows.
   *
   * @param name of the table, quoted
   * @param rows JSON without the tenant
   * @param otherwise what follows the statement: what to do with rows that are there
   */
  public static int insert(
      Connection connection, TenantId tenant, String name, List<String> rows, String otherwise)
      throws SQLException {
    String columns = String.join(", ", columns(connection, name));
    return change(
        connection,
        "insert into "
            + name
            + " (tenant_id, "
            + columns
            + ") select ?, "
            + columns
            + " from unnest(?::text[]) line,"
            + " jsonb_populate_record(null::"
            + name
            + ", line::jsonb) r "
            + otherwise,
        tenant.value(),
        texts(connection, rows));
  }

  /** The columns of a table's primary key, quoted and joined by commas. */
  public static String key(Connection connection, String name) throws SQLException {
    return list(connection, row -> row.getString(1), KEY, name).get(0);
  }

  /** All columns but the tenant's, quoted. */
  public static List<String> columns(Connection connection, String name) throws SQLException {
    return list(connection, row -> row.getString(1), COLUMNS, name);
  }

  /** Tables with tenants' rows, referred-to ones first. */
  public static List<String> tables(Connection connection, Set<String> leftOut)
      throws SQLException {
    Map<String, List<String>> needs = new LinkedHashMap<>();
    list(connection, row -> List.of(row.getString(1), row.getString(2)), TABLES)
        .forEach(row -> needs.put(row.get(0), List.of(row.get(1).split(","))));
    List<String> sorted = new ArrayList<>();
    while (sorted.size() < needs.size()) {
      int before = sorted.size();
      needs.forEach(
          (table, wanted) -> {
            boolean ready =
                wanted.stream()
                    .allMatch(other -> sorted.contains(other) || !needs.containsKey(other));
            if (ready && !sorted.contains(table)) {
              sorted.add(table);
            }
          });
      if (sorted.size() == before) {
        throw new IllegalStateException("Tables refer to one another in a circle.");
      }
    }
    sorted.removeAll(leftOut);
    return sorted;
  }

  public static String quoted(String table) {
    return '"' + table.replace("\"", "\"\"") + '"';
  }
}
