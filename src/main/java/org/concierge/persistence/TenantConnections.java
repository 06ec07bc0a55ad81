package org.concierge.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/**
 * Gives Hibernate its connections: for the tenant of the thread's {@link TenantScope}, with the
 * transaction begun for that tenant. There is no connection for "any" tenant.
 */
final class TenantConnections
    implements MultiTenantConnectionProvider<String>, CurrentTenantIdentifierResolver<String> {
  private static final long serialVersionUID = 1L;

  /** Hibernate does not say what it wants a connection for. */
  private static final ThreadLocal<Boolean> READING = new ThreadLocal<>();

  private final transient Databases databases;

  TenantConnections(Databases databases) {
    this.databases = databases;
  }

  /** Whatever connection this thread gets meanwhile is for reading only. */
  static void reading(Runnable work) {
    READING.set(true);
    try {
      work.run();
    } finally {
      READING.remove();
    }
  }

  @Override
  public Connection getConnection(String tenant) throws SQLException {
    TenantId id = new TenantId(tenant);
    TenantScope.require(id);
    return databases.begin(id, READING.get() == null);
  }

  @Override
  public void releaseConnection(String tenant, Connection connection) throws SQLException {
    connection.close();
  }

  @Override
  public Connection getAnyConnection() {
    throw new IllegalStateException("There is no connection without a tenant.");
  }

  @Override
  public void releaseAnyConnection(Connection connection) {
    throw new IllegalStateException("There is no connection without a tenant.");
  }

  @Override
  public boolean supportsAggressiveRelease() {
    return false;
  }

  @Override
  public String resolveCurrentTenantIdentifier() {
    return TenantScope.current()
        .map(TenantId::value)
        .orElseThrow(() -> new IllegalStateException("No tenant is set for this thread."));
  }

  @Override
  public boolean validateExistingCurrentSessions() {
    return true;
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new IllegalArgumentException("Nothing to unwrap.");
  }
}
