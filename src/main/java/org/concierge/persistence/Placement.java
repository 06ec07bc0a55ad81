package org.concierge.persistence;

import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * Where a tenant's rows are: an isolation tier is nothing but a datasource and a schema.
 *
 * @param datasource JNDI name of the pool
 * @param login for the pool, where the server has none under that name
 * @param migrator the login that changes the schema there
 */
public record Placement(
    String datasource, DatabaseLogin login, DatabaseLogin migrator, String schema) {
  private static final String NAMES = "java:global/concierge/";

  /** The schema of every database that does not hold one schema a tenant. */
  private static final String SCHEMA = "concierge";

  static Placement chatdb(InstalledDatabases installed) {
    return new Placement(NAMES + "chatdb", installed.server(), installed.migrator(), SCHEMA);
  }

  /** The schema of a tenant depends on its tier, the pool on the database that its file names. */
  static Placement of(Tenant tenant, InstalledDatabases installed) {
    boolean ownDatabase = tenant.isolation() == Isolation.DATABASE;
    DatabaseLogin shared = installed.server().at(installed.ragdb());
    Tenant.Database database = tenant.database();
    String name =
        database.name().orElse(ownDatabase ? "ragdb_" + tenant.id().sqlName() : installed.ragdb());
    DatabaseLogin login =
        new DatabaseLogin(
            database.host().orElse(shared.host()),
            database.port().orElse(shared.port()),
            name,
            database.user().orElse(shared.user()),
            database.password().orElse(shared.password()),
            shared.parameters());
    boolean elsewhere = ownDatabase || !login.equals(shared);
    String datasource = database.jndi().orElse(elsewhere ? ownPool(tenant.id()) : NAMES + "ragdb");
    DatabaseLogin migrator = login.as(installed.migrator().user(), installed.migrator().password());
    String schema =
        tenant.isolation() == Isolation.SCHEMA ? "tenant_" + tenant.id().sqlName() : SCHEMA;
    return new Placement(datasource, login, migrator, schema);
  }

  /** The name of a pool that one tenant has for itself, unless its settings name another. */
  static String ownPool(TenantId tenant) {
    return NAMES + "ragdb-" + tenant;
  }

  /** Whether no other tenant's rows are there. */
  boolean isOf(TenantId tenant) {
    return datasource.endsWith("-" + tenant) || !schema.equals(SCHEMA);
  }

  /** What a migration is done once for: tenants of the shared tier have it in common. */
  public String target() {
    return login.host() + ":" + login.port() + "/" + login.database() + "#" + schema;
  }
}
