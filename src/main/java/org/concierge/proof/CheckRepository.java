package org.concierge.proof;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.list;

import java.util.List;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** What a check has left in a tenant, whenever it was made. */
final class CheckRepository {
  private final Databases databases;

  CheckRepository(Databases databases) {
    this.databases = databases;
  }

  List<UUID> documents(TenantId tenant, String tag) {
    return databases.inTenant(
        tenant,
        connection ->
            list(
                connection,
                row -> row.getObject(1, UUID.class),
                "select id from document where tenant_id = ? and ? = any (tags)",
                tenant.value(),
                tag));
  }

  /** Removes keys, revoked or not, and what was asked with them. */
  void remove(TenantId tenant, List<UUID> keys) {
    for (UUID key : keys) {
      databases.inTenant(
          tenant,
          connection ->
              change(
                  connection,
                  "delete from conversation where tenant_id = ? and principal_id = ?",
                  tenant.value(),
                  key));
      databases.inShared(
          tenant,
          connection ->
              change(
                  connection,
                  "delete from api_key where tenant_id = ? and id = ?",
                  tenant.value(),
                  key));
    }
  }
}
