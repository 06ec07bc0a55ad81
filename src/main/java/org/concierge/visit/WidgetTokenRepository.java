package org.concierge.visit;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;
import org.concierge.visit.WidgetTokens.Grant;

/** The tokens of people at widgets, by their hashes. */
public class WidgetTokenRepository {
  /** Longer than any answer that began with the token takes. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final Databases databases;

  public WidgetTokenRepository(Databases databases) {
    this.databases = databases;
  }

  /** Stores a token, and removes those of the tenant that are long past. */
  void insert(byte[] hash, Grant grant, Instant now) {
    databases.inShared(
        grant.tenant(),
        connection -> {
          change(
              connection,
              "delete from widget_token where tenant_id = ? and expires_at < ?",
              grant.tenant().value(),
              Timestamp.from(now.minus(KEPT)));
          return change(
              connection,
              "insert into widget_token (tenant_id, hash, widget_id, user_id, origin, expires_at)"
                  + " values (?, ?, ?, ?, ?, ?)",
              grant.tenant().value(),
              hash,
              grant.widget(),
              grant.user(),
              grant.origin(),
              Timestamp.from(grant.expiresAt()));
        });
  }

  Optional<Grant> find(TenantId tenant, byte[] hash) {
    return databases.inShared(
        tenant,
        connection ->
            first(
                connection,
                WidgetTokenRepository::grant,
                "select tenant_id, widget_id, user_id, origin, expires_at from widget_token"
                    + " where tenant_id = ? and hash = ?",
                tenant.value(),
                hash));
  }

  /** Deletes all of a user's. */
  void delete(TenantId tenant, UUID user) {
    databases.inShared(
        tenant,
        connection ->
            change(
                connection,
                "delete from widget_token where tenant_id = ? and user_id = ?",
                tenant.value(),
                user));
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        new TenantId(row.getString("tenant_id")),
        row.getObject("widget_id", UUID.class),
        row.getObject("user_id", UUID.class),
        row.getString("origin"),
        row.getTimestamp("expires_at").toInstant());
  }
}
