package org.concierge.connector;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.access.Caller;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.audit.Audit;
import org.concierge.connector.Connector.Last;
import org.concierge.connector.ConnectorRepository.Due;
import org.concierge.outbound.OutboundClient;
import org.concierge.problem.Problem;
import org.concierge.remote.RemoteAccount;
import org.concierge.remote.RemotePlace;
import org.concierge.secret.Secrets;
import org.concierge.tenant.Secret;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;
import org.concierge.webimport.LeasedWork;

/**
 * What can be done with a tenant's connectors, whoever asks; and the queue of those that are due.
 * Thread safe; works inside the tenant's scope.
 */
public final class Connectors implements LeasedWork.Queue<Due>, AutoCloseable {
  private static final String PURPOSE = "connector";

  private final Tenants tenants;
  private final ConnectorRepository connectors;
  private final Syncing syncing;
  private final Secrets secrets;
  private final OutboundClient outbound;
  private final Audit audit;

  public Connectors(
      Tenants tenants,
      ConnectorRepository connectors,
      Syncing syncing,
      Secrets secrets,
      OutboundClient outbound,
      Audit audit) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.syncing = syncing;
    this.secrets = secrets;
    this.outbound = outbound;
    this.audit = audit;
  }

  /**
   * Adds a connector, which is due at once.
   *
   * @throws Problem BAD_REQUEST, UNPROCESSABLE if its address must not be called, CONFLICT if there
   *     is one of that name
   */
  public Connector add(Caller by, NewConnector wanted) {
    TenantId tenant = by.tenant();
    Connector connector =
        new Connector(
            UUID.randomUUID(),
            wanted.checkedName(),
            wanted.checkedKind(),
            wanted.checkedAddress(),
            wanted.checkedRegion(),
            wanted.checkedReaders(),
            wanted.checkedMinutes(),
            Instant.EPOCH,
            new Last(null, null, "", SyncCount.NONE));
    outbound.check(connector.address());
    RemoteAccount account = account(connector, wanted.user(), wanted.password());
    // A wrong form of address is told now, not when the connector is due.
    connector.kind().open(account, outbound);
    connectors.insert(tenant, connector, encrypted(tenant, account));
    audit.record(
        by,
        "connector.added",
        connector.id().toString(),
        java.util.Map.of("kind", connector.kind().wire(), "host", connector.address().getHost()));
    return get(tenant, connector.id());
  }

  /** By name. */
  public List<Connector> list(TenantId tenant) {
    return connectors.list(tenant);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public Connector get(TenantId tenant, UUID id) {
    return connectors.find(tenant, id).orElseThrow(() -> Problem.notFound("connector"));
  }

  /**
   * Ends it; the documents that it brought stay.
   *
   * @throws Problem NOT_FOUND
   */
  public void remove(Caller by, UUID id) {
    if (!connectors.delete(by.tenant(), id)) {
      throw Problem.notFound("connector");
    }
    audit.record(by, "connector.removed", id.toString(), java.util.Map.of());
  }

  /**
   * Makes it due at once.
   *
   * @throws Problem NOT_FOUND
   */
  public Connector hurry(Caller by, UUID id) {
    if (!connectors.hurry(by.tenant(), id)) {
      throw Problem.notFound("connector");
    }
    audit.record(by, "connector.hurried", id.toString(), java.util.Map.of());
    return get(by.tenant(), id);
  }

  /**
   * Brings it into step now, on the calling thread.
   *
   * @param told how far it is
   * @return with its error, if it has failed
   * @throws Problem NOT_FOUND
   */
  public Connector sync(TenantId tenant, UUID id, Consumer<SyncCount> told) {
    Connector connector = get(tenant, id);
    connectors.begin(tenant, id);
    SyncCount[] reached = {SyncCount.NONE};
    try {
      SyncCount done =
          ReaderScope.get(
              Reader.ofEverything(),
              () ->
                  syncing.sync(
                      tenants.get(tenant),
                      connector,
                      place(tenant, connector),
                      count -> {
                        reached[0] = count;
                        told.accept(count);
                      }));
      connectors.end(tenant, id, done, "");
    } catch (Problem problem) {
      connectors.end(tenant, id, reached[0], problem.detail());
    }
    return get(tenant, id);
  }

  private RemotePlace place(TenantId tenant, Connector connector) {
    byte[] encrypted =
        connectors
            .credentials(tenant, connector.id())
            .orElseThrow(() -> Problem.notFound("connector"));
    Optional<byte[]> plain = secrets.decrypt(tenant, PURPOSE, encrypted);
    String[] parts =
        new String(
                plain.orElseThrow(
                    () ->
                        Problem.unavailable(
                            "The credentials cannot be decrypted with this installation's key.",
                            null)),
                StandardCharsets.UTF_8)
            .split("\n", 2);
    return connector.kind().open(account(connector, parts[0], parts[1]), outbound);
  }

  private static RemoteAccount account(Connector connector, String user, String password) {
    return new RemoteAccount(
        connector.address(),
        connector.region(),
        user == null ? "" : user,
        new Secret(password == null ? "" : password));
  }

  private byte[] encrypted(TenantId tenant, RemoteAccount account) {
    String both = account.user() + "\n" + account.password().value();
    return secrets.encrypt(tenant, PURPOSE, both.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    outbound.close();
  }

  @Override
  public Optional<Due> next(String worker, Duration lease) {
    return connectors.next(worker, lease);
  }

  @Override
  public TenantId tenant(Due due) {
    return due.tenant();
  }

  @Override
  public void renew(Due due, String worker, Duration lease) {
    connectors.renew(due, worker, lease);
  }

  @Override
  public void work(Due due, String worker) {
    Tenant tenant = tenants.get(due.tenant());
    if (!tenant.suspended()) {
      sync(due.tenant(), due.id(), count -> {});
    } else {
      connectors.end(due.tenant(), due.id(), SyncCount.NONE, "This tenant is suspended.");
    }
  }
}
