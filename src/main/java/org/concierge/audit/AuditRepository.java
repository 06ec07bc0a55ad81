package org.concierge.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements.SqlWork;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** The events of each tenant. There is no way to change one: the database has none either. */
public final class AuditRepository implements AuditStore {
  /** Rows fetched together while a whole chain is read: a chain may be longer than the memory. */
  private static final int FETCHED = 1_000;

  private static final String COLUMNS =
      "select sequence, at, actor_id, actor_name, action, object, request_id, results,"
          + " details::text, array(select key from jsonb_each_text(details) order by key),"
          + " array(select value from jsonb_each_text(details) order by key), previous_hash, hash"
          + " from audit_event where tenant_id = ?";

  private final Databases databases;

  public AuditRepository(Databases databases) {
    this.databases = databases;
  }

  /** Where a chain ends. */
  record Head(long sequence, byte[] hash) {}

  @Override
  public void append(TenantId tenant, List<AuditEvent> events) {
    inScope(
        tenant,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into audit_event (tenant_id, at, actor_id, actor_name, action, object,"
                      + " request_id, results, details)"
                      + " values (?, ?, ?, ?, ?, ?, ?, ?, jsonb_object(?, ?))")) {
            for (AuditEvent event : events) {
              bind(connection, insert, tenant, event);
              insert.addBatch();
            }
            return insert.executeBatch();
          }
        });
  }

  private static void bind(
      Connection connection, PreparedStatement insert, TenantId tenant, AuditEvent event)
      throws SQLException {
    insert.setString(1, tenant.value());
    insert.setObject(2, utc(event.at()));
    insert.setObject(3, event.actorId());
    insert.setString(4, event.actorName());
    insert.setString(5, event.action());
    insert.setString(6, event.object());
    insert.setString(7, event.requestId());
    insert.setObject(8, event.results(), Types.BIGINT);
    List<String> names = new ArrayList<>(event.details().keySet());
    List<String> values = names.stream().map(event.details()::get).toList();
    insert.setArray(9, connection.createArrayOf("text", names.toArray()));
    insert.setArray(10, connection.createArrayOf("text", values.toArray()));
  }

  /** Newest first; one row more than the limit if there are more. */
  List<AuditEntry> page(TenantId tenant, AuditQuery wanted) {
    return inScope(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  COLUMNS
                      + " and sequence < ? and (?::text is null or action = ? or"
                      + " right(?, 1) = '.' and starts_with(action, ?))"
                      + " and (?::text is null or actor_id::text = ?"
                      + " or strpos(lower(actor_name), lower(?)) > 0)"
                      + " and (?::timestamptz is null or at >= ?)"
                      + " and (?::timestamptz is null or at < ?)"
                      + " order by sequence desc limit ?")) {
            int at = 1;
            select.setString(at++, tenant.value());
            select.setLong(at++, wanted.before());
            for (int i = 0; i < 4; i++) {
              select.setString(at++, wanted.action());
            }
            for (int i = 0; i < 3; i++) {
              select.setString(at++, wanted.actor());
            }
            for (Instant bound : new Instant[] {wanted.from(), wanted.to()}) {
              for (int i = 0; i < 2; i++) {
                select.setObject(
                    at++, bound == null ? null : utc(bound), Types.TIMESTAMP_WITH_TIMEZONE);
              }
            }
            select.setInt(at, wanted.limit() + 1);
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                entries.add(entry(tenant, row));
              }
            }
            return entries;
          }
        });
  }

  /** Reads the whole chain, from its begin. */
  void readAll(TenantId tenant, Consumer<AuditEntry> reader) {
    inScope(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(COLUMNS + " order by sequence")) {
            select.setFetchSize(FETCHED);
            select.setString(1, tenant.value());
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                reader.accept(entry(tenant, row));
              }
            }
          }
          return null;
        });
  }

  /** Where the chain ends at this moment; sequence 0 if nothing was ever written. */
  Head head(TenantId tenant) {
    return inScope(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select sequence, hash from audit_head where tenant_id = ?")) {
            select.setString(1, tenant.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? new Head(row.getLong(1), row.getBytes(2))
                  : new Head(0, new byte[0]);
            }
          }
        });
  }

  private static AuditEntry entry(TenantId tenant, ResultSet row) throws SQLException {
    Map<String, String> details = new LinkedHashMap<>();
    String[] names = texts(row.getArray(10));
    String[] values = texts(row.getArray(11));
    for (int i = 0; i < names.length; i++) {
      details.put(names[i], values[i]);
    }
    return new AuditEntry(
        tenant,
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getObject(8, Long.class),
        details,
        row.getString(9),
        row.getBytes(12),
        row.getBytes(13));
  }

  private static String[] texts(Array array) throws SQLException {
    return (String[]) array.getArray();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private <T> T inScope(TenantId tenant, SqlWork<T> work) {
    return TenantScope.get(tenant, () -> databases.inShared(tenant, work));
  }
}
