package org.concierge.cli;

import java.time.Clock;
import java.util.Map;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.audit.AuditRepository;
import org.concierge.audit.AuditTrail;
import org.concierge.bearer.Attestation;
import org.concierge.bearer.SigningKeyRepository;
import org.concierge.bearer.SigningKeys;
import org.concierge.catalogue.Catalogue;
import org.concierge.connector.ConnectorRepository;
import org.concierge.connector.Connectors;
import org.concierge.connector.SeenFileRepository;
import org.concierge.connector.Syncing;
import org.concierge.conversation.HistoryRepository;
import org.concierge.custody.ArchiveRepository;
import org.concierge.custody.DatabaseReport;
import org.concierge.custody.Deletion;
import org.concierge.custody.Erasure;
import org.concierge.custody.ErasureRepository;
import org.concierge.custody.Provisioning;
import org.concierge.custody.Suspension;
import org.concierge.custody.TenantExport;
import org.concierge.custody.TenantImport;
import org.concierge.custody.TenantRowsRepository;
import org.concierge.document.DocumentFiles;
import org.concierge.extraction.Extractor;
import org.concierge.identity.Invitations;
import org.concierge.identity.PasswordHashing;
import org.concierge.identity.ProofRepository;
import org.concierge.identity.UserRepository;
import org.concierge.identity.Users;
import org.concierge.ingestion.FileReading;
import org.concierge.ingestion.Indexing;
import org.concierge.ingestion.Ingestion;
import org.concierge.ingestion.IngestionWorker;
import org.concierge.ingestion.JobRepository;
import org.concierge.ingestion.Stores;
import org.concierge.ingestion.VirusCheck;
import org.concierge.library.Library;
import org.concierge.llm.Embedders;
import org.concierge.mail.MailSender;
import org.concierge.mail.Mailing;
import org.concierge.moving.Moving;
import org.concierge.outbound.OutboundClient;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;
import org.concierge.persistence.Migrations;
import org.concierge.problem.Problem;
import org.concierge.proof.Checking;
import org.concierge.proof.Proving;
import org.concierge.proof.WallsRepository;
import org.concierge.review.Retention;
import org.concierge.secret.Secrets;
import org.concierge.security.ApiKeyRepository;
import org.concierge.security.ApiKeys;
import org.concierge.security.TenantKeyRepository;
import org.concierge.security.TenantKeys;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.concierge.usage.Ledger;
import org.concierge.usage.UsageRepository;
import org.concierge.widget.WidgetRepository;
import org.concierge.widget.Widgets;

/**
 * The parts that commands work with, put together without a server; closed at the command's end.
 */
public final class Workplace implements AutoCloseable {
  private final Clock clock = Clock.systemUTC();
  private final Installation installation;
  private final Tenants tenants;
  private final Databases databases;
  private final ApiKeys apiKeys;
  private final Provisioning provisioning;
  private EntityManagers entities;
  private Extractor extractor;
  private Stores stores;
  private IngestionWorker worker;
  private Ledger ledger;

  public Workplace(Installation installation) {
    this.installation = installation;
    tenants = new Tenants(installation.tenantsFolder());
    databases = new Databases(installation, tenants, new DataSources(4), new Migrations(clock));
    apiKeys = new ApiKeys(new ApiKeyRepository(databases));
    provisioning = new Provisioning(installation, tenants, databases, apiKeys, widgets());
  }

  public Widgets widgets() {
    return new Widgets(new WidgetRepository(databases), audit(), clock);
  }

  TenantKeys tenantKeys() {
    return new TenantKeys(new TenantKeyRepository(databases), apiKeys, audit(), clock);
  }

  SigningKeys signingKeys() {
    return new SigningKeys(new SigningKeyRepository(databases), new Secrets(installation), clock);
  }

  Audit audit() {
    return new Audit(databases);
  }

  /** Writes into the tenant's audit what the command line has done there. */
  void note(TenantId tenant, String action, Object object, Map<String, ?> details) {
    audit().record(Caller.commandLine(tenant), action, object.toString(), details);
  }

  /** As {@link #note}, and into the installation's own audit: a tenant itself is concerned. */
  void noteOf(TenantId tenant, String action, Map<String, ?> details) {
    note(Users.PLATFORM, action, tenant, details);
    note(tenant, action, tenant, details);
  }

  AuditTrail auditTrail() {
    return new AuditTrail(new AuditRepository(databases));
  }

  Tenants tenants() {
    return tenants;
  }

  public ApiKeys apiKeys() {
    return apiKeys;
  }

  public Provisioning provisioning() {
    return provisioning;
  }

  public Users users() {
    return new Users(
        new UserRepository(databases),
        new ProofRepository(databases),
        new PasswordHashing(),
        audit(),
        clock);
  }

  public Invitations invitations() {
    return new Invitations(
        users(),
        new ProofRepository(databases),
        new PasswordHashing(),
        new Mailing(installation, tenants, new MailSender(clock)),
        audit(),
        clock);
  }

  /**
   * @throws Problem if there is no such tenant; the installation's own needs no settings
   */
  void requireTenant(TenantId tenant) {
    if (!tenant.equals(Users.PLATFORM)) {
      tenants.get(tenant);
    }
  }

  Suspension suspension() {
    return new Suspension(tenants);
  }

  Deletion deletion() {
    return new Deletion(installation, tenants, new TenantRowsRepository(databases), suspension());
  }

  Retention retention() {
    return new Retention(tenants, new HistoryRepository(databases), audit(), clock);
  }

  Erasure erasure() {
    return new Erasure(
        users(), new ErasureRepository(databases), retention(), deletion(), audit(), clock);
  }

  TenantExport tenantExport() {
    return new TenantExport(
        installation,
        tenants,
        new ArchiveRepository(databases),
        new Attestation(signingKeys()),
        clock);
  }

  TenantImport tenantImport() {
    return new TenantImport(
        installation, provisioning, deletion(), new ArchiveRepository(databases));
  }

  Moving moving() {
    return new Moving(installation, tenants, databases, provisioning);
  }

  Proving proving() {
    return new Proving(tenants, provisioning, deletion(), new WallsRepository(databases), clock);
  }

  Checking checking() {
    return new Checking(tenants, tenantKeys(), databases, clock);
  }

  DatabaseReport databaseReport(TenantId tenant) {
    return DatabaseReport.of(tenant, databases);
  }

  /** Connects to the tenant's database and brings its schema up to date. */
  void migrate(TenantId tenant) {
    TenantScope.run(tenant, () -> databases.inTenant(tenant, connection -> null));
  }

  /** What judges answers; to be closed by whoever asked for it. */
  Evaluations evaluations() {
    return new Evaluations(installation, databases, ledger(), clock);
  }

  /** Whether the shared database answers and is up to date. */
  void ping() {
    databases.ping();
  }

  /** The documents, with a worker of this process that ingests what is received. */
  Library library() {
    Catalogue catalogue = Catalogue.of(databases, stores().documents(), clock);
    return new Library(stores(), new JobRepository(databases), worker, catalogue);
  }

  /** The tenants' indexes, which the same worker builds. */
  Indexing indexing() {
    return new Indexing(stores(), new JobRepository(databases));
  }

  private Stores stores() {
    if (stores == null) {
      entities = new EntityManagers(databases);
      extractor = Extractor.fromEnvironment();
      stores = Stores.of(databases, entities, new DocumentFiles(installation.home()), clock);
      worker =
          IngestionWorker.of(
              tenants,
              databases,
              stores,
              new Ingestion.Reading(
                  VirusCheck.fromEnvironment(stores.files(), audit()),
                  new FileReading(tenants, extractor),
                  new Embedders(installation.embeddingsFolder(), ledger())));
      worker.start(Workplace::daemon, IngestionWorker.threads());
    }
    return stores;
  }

  /** The places outside; what they bring is ingested by the worker of {@link #library}. */
  Connectors connectors() {
    return new Connectors(
        tenants,
        new ConnectorRepository(databases),
        new Syncing(
            library(), new SeenFileRepository(databases), new DocumentFiles(installation.home())),
        new Secrets(installation),
        OutboundClient.forCredentials(),
        audit());
  }

  /** What the tenants' models are asked for counts here as it does in the server. */
  private Ledger ledger() {
    if (ledger == null) {
      ledger = new Ledger(tenants, new UsageRepository(databases), clock);
      ledger.start(Workplace::daemon);
    }
    return ledger;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    if (entities != null) {
      worker.close();
      extractor.close();
      entities.close();
    }
    if (ledger != null) {
      ledger.close();
    }
    databases.close();
  }
}
