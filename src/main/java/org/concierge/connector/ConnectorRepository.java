package org.concierge.connector;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.connector.Connector.Last;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.remote.RemoteKind;
import org.concierge.tenant.TenantId;

/** A tenant's connectors, and when each is due; leased to one thread of all nodes at a time. */
public final class ConnectorRepository {
  private static final String SELECT =
      "select id, name, kind, address, region, document_readers, every_minutes, created_at,"
          + " started_at,"
          + " finished_at, error, found, added, changed, removed, refused"
          + " from connector where tenant_id = ?";

  private final Databases databases;

  public ConnectorRepository(Databases databases) {
    this.databases = databases;
  }

  /** A connector under lease. */
  public record Due(TenantId tenant, UUID id) {}

  void insert(TenantId tenant, Connector connector, byte[] credentials) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "insert into connector (tenant_id, id, name, kind, address, region, credentials,"
                    + " document_readers, every_minutes) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tenant.value(),
                connector.id(),
                connector.name(),
                connector.kind().wire(),
                connector.address().toString(),
                connector.region(),
                credentials,
                Statements.texts(connection, connector.readers()),
                connector.everyMinutes()));
  }

  /** By name. */
  List<Connector> list(TenantId tenant) {
    return databases.inShared(
        tenant,
        connection ->
            Statements.list(
                connection, ConnectorRepository::read, SELECT + " order by name", tenant.value()));
  }

  Optional<Connector> find(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection ->
            Statements.first(
                connection, ConnectorRepository::read, SELECT + " and id = ?", tenant.value(), id));
  }

  /** As they were encrypted; empty if there is no such connector. */
  Optional<byte[]> credentials(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection ->
            Statements.first(
                connection,
                row -> row.getBytes(1),
                "select credentials from connector where tenant_id = ? and id = ?",
                tenant.value(),
                id));
  }

  /** What is known of its files goes with it. */
  boolean delete(TenantId tenant, UUID id) {
    return databases.inShared(
            tenant,
            connection ->
                Statements.change(
                    connection,
                    "delete from connector where tenant_id = ? and id = ?",
                    tenant.value(),
                    id))
        > 0;
  }

  /** It is due at once. */
  boolean hurry(TenantId tenant, UUID id) {
    return databases.inShared(
            tenant,
            connection ->
                Statements.change(
                    connection,
                    "update connector set next_at = now() where tenant_id = ? and id = ?",
                    tenant.value(),
                    id))
        > 0;
  }

  /** The next one of any tenant that is due and that nobody else holds. */
  Optional<Due> next(String worker, Duration lease) {
    return databases.beforeTenant(
        connection ->
            Statements.first(
                connection,
                row ->
                    new Due(
                        new TenantId(row.getString("tenant_id")), row.getObject("id", UUID.class)),
                "select tenant_id, id from next_connector(?, make_interval(secs => ?))",
                worker,
                lease.toMillis() / 1000.0));
  }

  void renew(Due due, String worker, Duration lease) {
    databases.inShared(
        due.tenant(),
        connection ->
            Statements.change(
                connection,
                "update connector set leased_until = now() + make_interval(secs => ?)"
                    + " where tenant_id = ? and id = ? and leased_by = ?",
                lease.toMillis() / 1000.0,
                due.tenant().value(),
                due.id(),
                worker));
  }

  void begin(TenantId tenant, UUID id) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "update connector set started_at = now(), finished_at = null"
                    + " where tenant_id = ? and id = ?",
                tenant.value(),
                id));
  }

  /** Writes down what came of it; the next time is counted from now, and nobody holds it. */
  void end(TenantId tenant, UUID id, SyncCount count, String error) {
    databases.inShared(
        tenant,
        connection ->
            Statements.change(
                connection,
                "update connector set finished_at = now(), error = ?, found = ?, added = ?,"
                    + " changed = ?, removed = ?, refused = ?, leased_by = null,"
                    + " leased_until = null, next_at = case when every_minutes = 0"
                    + " then 'infinity'::timestamptz"
                    + " else now() + make_interval(mins => every_minutes) end"
                    + " where tenant_id = ? and id = ?",
                error,
                count.found(),
                count.added(),
                count.changed(),
                count.removed(),
                count.refused(),
                tenant.value(),
                id));
  }

  private static Connector read(ResultSet row) throws SQLException {
    return new Connector(
        row.getObject("id", UUID.class),
        row.getString("name"),
        RemoteKind.parse(row.getString("kind"))
            .orElseThrow(() -> new IllegalStateException("A connector of no known kind.")),
        URI.create(row.getString("address")),
        row.getString("region"),
        List.of((String[]) row.getArray("document_readers").getArray()),
        row.getInt("every_minutes"),
        row.getTimestamp("created_at").toInstant(),
        new Last(
            instant(row.getTimestamp("started_at")),
            instant(row.getTimestamp("finished_at")),
            row.getString("error"),
            new SyncCount(
                row.getInt("found"),
                row.getInt("added"),
                row.getInt("changed"),
                row.getInt("removed"),
                row.getInt("refused"))));
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
