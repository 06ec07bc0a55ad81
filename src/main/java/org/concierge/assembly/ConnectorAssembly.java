package org.concierge.assembly;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.concierge.audit.Audit;
import org.concierge.connector.ConnectorRepository;
import org.concierge.connector.ConnectorWork;
import org.concierge.connector.Connectors;
import org.concierge.connector.SeenFileRepository;
import org.concierge.connector.Syncing;
import org.concierge.document.DocumentFiles;
import org.concierge.library.Library;
import org.concierge.outbound.OutboundClient;
import org.concierge.persistence.Databases;
import org.concierge.secret.Secrets;
import org.concierge.tenant.Tenants;
import org.concierge.webimport.LeasedWork;

/** Folders and buckets outside, for {@link Assembly}. */
@ApplicationScoped
public class ConnectorAssembly {
  /** Of each node; a tenant's connectors come one after the other. */
  private static final int THREADS = 2;

  @Resource private ManagedThreadFactory threads;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event, ConnectorWork work) {
    work.threads().start(threads, "concierge-sync", THREADS);
  }

  @Produces
  @Singleton
  Connectors connectors(
      Tenants tenants,
      Databases databases,
      Library library,
      DocumentFiles files,
      Secrets secrets,
      Audit audit) {
    return new Connectors(
        tenants,
        new ConnectorRepository(databases),
        new Syncing(library, new SeenFileRepository(databases), files),
        secrets,
        OutboundClient.forCredentials(),
        audit);
  }

  void close(@Disposes Connectors connectors) {
    connectors.close();
  }

  @Produces
  @Singleton
  ConnectorWork connectorWork(Connectors connectors) {
    return new ConnectorWork(new LeasedWork<>(connectors));
  }

  void close(@Disposes ConnectorWork work) {
    work.threads().close();
  }
}
