package org.concierge.assembly;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.catalogue.Catalogue;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentRepository;
import org.concierge.ingestion.IngestionWorker;
import org.concierge.ingestion.JobRepository;
import org.concierge.ingestion.Stores;
import org.concierge.library.UrlImports;
import org.concierge.llm.Transcriber;
import org.concierge.outbound.OutboundClient;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;
import org.concierge.tenant.Tenants;
import org.concierge.webimport.LeasedWork;
import org.concierge.webimport.MediaInfo;
import org.concierge.webimport.Recordings;
import org.concierge.webimport.UrlFetching;
import org.concierge.webimport.UrlImport;
import org.concierge.webimport.UrlImportRepository;
import org.concierge.webimport.UrlImportWork;
import org.concierge.webimport.Web;
import org.concierge.webimport.YtDlp;

/** What brings documents from elsewhere, for {@link Assembly}. */
@ApplicationScoped
public class ImportAssembly {
  /** Fetching waits for others nearly all the time. */
  private static final int FETCHING_THREADS = 4;

  @Resource private ManagedThreadFactory threads;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event, UrlImportWork work) {
    work.threads().start(threads, "concierge-fetch", FETCHING_THREADS);
  }

  @Produces
  @Singleton
  Web web() {
    return new Web(OutboundClient.forDocuments());
  }

  void close(@Disposes Web web) {
    web.close();
  }

  @Produces
  @Singleton
  MediaInfo mediaInfo(Web web, DocumentFiles files) {
    return new MediaInfo(web, files, YtDlp.fromEnvironment());
  }

  @Produces
  @Singleton
  UrlImportWork urlImportWork(
      Tenants tenants, Databases databases, Stores stores, Web web, IngestionWorker worker) {
    JobRepository jobs = new JobRepository(databases);
    DocumentFiles files = stores.files();
    Recordings recordings =
        new Recordings(web, new Transcriber(web.outbound()), files, YtDlp.fromEnvironment());
    UrlFetching fetching =
        new UrlFetching(
            tenants,
            stores.documents(),
            files,
            new UrlImportRepository(databases),
            new UrlFetching.Bringing(
                web,
                recordings,
                (tenant, document) -> {
                  // What was read of former bytes must not be told of these.
                  stores.staged().discard(tenant, document);
                  jobs.add(tenant, document);
                  worker.hint();
                }));
    return new UrlImportWork(new LeasedWork<>(fetching));
  }

  void close(@Disposes UrlImportWork work) {
    work.threads().close();
  }

  @Produces
  @Singleton
  UrlImports urlImports(
      Databases databases,
      EntityManagers entities,
      Catalogue catalogue,
      Web web,
      UrlImportWork work,
      Clock clock) {
    return new UrlImport(
        new DocumentRepository(entities, clock),
        catalogue.cataloguing(),
        new UrlImportRepository(databases),
        web.outbound(),
        work.threads()::hint);
  }
}
