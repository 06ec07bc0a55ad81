package org.concierge.custody;

import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * A tenant's own database, as the server reaches it.
 *
 * @param address host and port as PostgreSQL sees them, "" over a local socket
 * @param pgvector its version, or "missing"
 * @param user the login, which owns nothing
 */
public record DatabaseReport(
    String database,
    String address,
    String postgresql,
    String pgvector,
    String schema,
    String user,
    long documents,
    long chunks) {

  /**
   * Connects, brings the schema up to date if need be, looks.
   *
   * @throws Problem UNAVAILABLE, TENANT_UNAVAILABLE, NOT_FOUND
   */
  public static DatabaseReport of(TenantId tenant, Databases databases) {
    TenantRowsRepository rows = new TenantRowsRepository(databases);
    return ReaderScope.get(
        Reader.ofEverything(), () -> TenantScope.get(tenant, () -> rows.report(tenant)));
  }
}
