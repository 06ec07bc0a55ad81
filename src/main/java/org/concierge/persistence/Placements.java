package org.concierge.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Where each tenant's rows are at present, as its settings say. Thread safe; a tenant that moves is
 * followed.
 */
public final class Placements {
  /** Longer than any move holds a tenant up; whoever waits this long is told to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Installation installation;
  private final Tenants tenants;
  private final DataSources pools;
  private final Migrations migrations;
  private final Map<TenantId, Known> placements = new ConcurrentHashMap<>();
  private volatile InstalledDatabases installed;

  /** A placement and the settings it was derived from. */
  private record Known(Tenant tenant, Placement placement) {}

  Placements(Installation installation, Tenants tenants, DataSources pools, Migrations migrations) {
    this.installation = installation;
    this.tenants = tenants;
    this.pools = pools;
    this.migrations = migrations;
    tenants.onChange(this::forget);
    tenants.shareDatabase(() -> InstalledDatabases.chatdb(installation));
  }

  /** Where the rows of a tenant with such settings are, or would be. */
  public Placement of(Tenant settings) {
    return Placement.of(settings, installed());
  }

  /**
   * Returns when the schema is up to date there.
   *
   * @throws Problem TENANT_UNAVAILABLE
   */
  public void prepare(Placement place) {
    migrations.ensure(place, "ragdb");
  }

  /** The tenant's placement, its schema up to date. */
  Placement of(TenantId id) {
    Tenant tenant = tenants.get(id);
    Known known = placements.get(id);
    if (known == null || known.tenant() != tenant) {
      known = new Known(tenant, Placement.of(tenant, installed()));
      placements.put(id, known);
    }
    migrations.ensure(known.placement(), "ragdb");
    return known.placement();
  }

  /** The shared database, its schema up to date. */
  public Placement chatdb() {
    Placement chatdb = Placement.chatdb(installed());
    migrations.ensure(chatdb, "chatdb");
    return chatdb;
  }

  /** What is tried in one place. */
  @FunctionalInterface
  interface Attempt<T> {
    T in(Placement placement) throws SQLException;
  }

  /**
   * A place that refuses may be the former one: the tenant's file is asked at once. No connection
   * is held meanwhile; other tenants share the pool.
   */
  <T> T where(TenantId tenant, Attempt<T> attempt) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Placement placement = of(tenant);
      try {
        return attempt.in(placement);
      } catch (SQLException e) {
        tenants.refresh(tenant);
        if (of(tenant).equals(placement)) {
          if (!(e instanceof RowSecurity.NotHere)) {
            throw e;
          }
          RowSecurity.waitUntil(end);
        }
      }
    }
  }

  private InstalledDatabases installed() {
    InstalledDatabases known = installed;
    if (known == null) {
      known = setUp();
      installed = known;
    }
    return known;
  }

  private synchronized InstalledDatabases setUp() {
    if (installed != null) {
      return installed;
    }
    return InstalledDatabases.of(installation);
  }

  private void forget(TenantId tenant) {
    Known former = placements.remove(tenant);
    pools.forget(Placement.ownPool(tenant));
    if (former != null && former.placement().isOf(tenant)) {
      pools.forget(former.placement().datasource());
      // Another tenant of that name may find nothing there.
      migrations.forget(former.placement().target());
    }
  }
}
