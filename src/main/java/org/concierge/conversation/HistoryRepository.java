package org.concierge.conversation;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** How long conversations are kept. Each method is one transaction, inside the tenant's scope. */
public final class HistoryRepository {
  private final Databases databases;

  public HistoryRepository(Databases databases) {
    this.databases = databases;
  }

  /** How many conversations were last used before then. */
  public long countBefore(TenantId tenant, Instant time) {
    return databases.inTenant(
        tenant,
        connection -> {
          try (PreparedStatement count =
              connection.prepareStatement(
                  "select count(*) from conversation where tenant_id = ? and updated_at < ?")) {
            count.setString(1, tenant.value());
            count.setTimestamp(2, Timestamp.from(time));
            try (ResultSet row = count.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  /** Deletes those with their turns; returns how many conversations went. */
  public long deleteBefore(TenantId tenant, Instant time) {
    return databases.inTenant(
        tenant,
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from conversation where tenant_id = ? and updated_at < ?")) {
            delete.setString(1, tenant.value());
            delete.setTimestamp(2, Timestamp.from(time));
            return delete.executeLargeUpdate();
          }
        });
  }
}
