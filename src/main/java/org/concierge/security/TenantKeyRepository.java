package org.concierge.security;

import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.concierge.access.Scope;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Page;
import org.concierge.persistence.Statements;
import org.concierge.security.TenantKeys.KeyChange;
import org.concierge.security.TenantKeys.NewKey;
import org.concierge.security.TenantKeys.TenantKey;
import org.concierge.tenant.TenantId;

/** A tenant's API keys as its administrators see and change them. */
public class TenantKeyRepository {
  private static final String COLUMNS =
      "select id, name, prefix, scopes, imported, created_at, expires_at, revoked_at, rate_limit,"
          + " origins, last_used, use_count, previous_until from api_key ";

  private final Databases databases;

  public TenantKeyRepository(Databases databases) {
    this.databases = databases;
  }

  /** The newest first; one row more than is shown, if there are more. */
  List<TenantKey> list(TenantId tenant, Page page) {
    return databases.inShared(
        tenant,
        connection ->
            Statements.list(
                connection,
                TenantKeyRepository::key,
                COLUMNS
                    + "where tenant_id = ? and (created_at, id) < (?, ?)"
                    + " order by created_at desc, id desc limit ?",
                tenant.value(),
                Timestamp.from(page.after().time()),
                page.after().id(),
                page.fetched()));
  }

  Optional<TenantKey> find(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection ->
            first(
                connection,
                TenantKeyRepository::key,
                COLUMNS + "where tenant_id = ? and id = ?",
                tenant.value(),
                id));
  }

  void insert(TenantId tenant, UUID id, NewKey key, ApiKey text) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "insert into api_key (id, tenant_id, name, prefix, hash, scopes, expires_at,"
                    + " rate_limit, origins) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                tenant.value(),
                key.name(),
                text.prefix(),
                text.hash(),
                texts(connection, Scope.wires(key.scopes())),
                key.expiresAt().map(Timestamp::from).orElse(null),
                key.perMinute().isPresent() ? key.perMinute().getAsInt() : null,
                texts(connection, key.origins())));
  }

  /** What the change leaves out stays as it is. */
  void change(TenantId tenant, UUID id, KeyChange change) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "update api_key set name = coalesce(?, name),"
                    + " rate_limit = case when ? then ? else rate_limit end,"
                    + " origins = coalesce(?, origins),"
                    + " expires_at = case when ? then ? else expires_at end"
                    + " where tenant_id = ? and id = ?",
                change.name().orElse(null),
                change.perMinute().isPresent(),
                change.perMinute().filter(limit -> limit > 0).orElse(null),
                change.origins().isPresent() ? texts(connection, change.origins().get()) : null,
                change.expiry().isPresent(),
                change.expiry().flatMap(expiry -> expiry).map(Timestamp::from).orElse(null),
                tenant.value(),
                id));
  }

  /** The new secret works from now on, the one before until then. */
  void rotate(TenantId tenant, UUID id, ApiKey next, Instant formerUntil) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "update api_key set previous_hash = hash, previous_until = ?, hash = ?, prefix = ?"
                    + " where tenant_id = ? and id = ? and revoked_at is null and not imported",
                Timestamp.from(formerUntil),
                next.hash(),
                next.prefix(),
                tenant.value(),
                id));
  }

  void revoke(TenantId tenant, UUID id, Instant now) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "update api_key set revoked_at = ?"
                    + " where tenant_id = ? and id = ? and revoked_at is null",
                Timestamp.from(now),
                tenant.value(),
                id));
  }

  void addUses(TenantId tenant, UUID id, long count, Instant last) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "update api_key set use_count = use_count + ?, last_used = greatest(last_used, ?)"
                    + " where tenant_id = ? and id = ?",
                count,
                Timestamp.from(last),
                tenant.value(),
                id));
  }

  private static TenantKey key(ResultSet row) throws SQLException {
    int perMinute = row.getInt("rate_limit");
    OptionalInt limit = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(perMinute);
    return new TenantKey(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("prefix"),
        ApiKeyRepository.scopes(row),
        row.getBoolean("imported"),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        limit,
        Arrays.asList((String[]) row.getArray("origins").getArray()),
        instant(row, "last_used"),
        row.getLong("use_count"),
        instant(row, "previous_until"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
