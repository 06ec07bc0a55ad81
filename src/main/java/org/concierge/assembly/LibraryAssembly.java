package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.audit.Audit;
import org.concierge.catalogue.Catalogue;
import org.concierge.catalogue.Collecting;
import org.concierge.document.DocumentRepository;
import org.concierge.ingestion.JobRepository;
import org.concierge.library.BulkWork;
import org.concierge.library.DocumentWork;
import org.concierge.library.Library;
import org.concierge.library.Reviewing;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;
import org.concierge.screening.SuspicionRepository;

/** What stands around the library: collections, descriptions. */
@ApplicationScoped
public class LibraryAssembly {
  @Produces
  @Singleton
  Catalogue catalogue(Databases databases, EntityManagers entities, Clock clock) {
    return Catalogue.of(databases, new DocumentRepository(entities, clock), clock);
  }

  @Produces
  @Singleton
  Collecting collecting(Catalogue catalogue) {
    return catalogue.collecting();
  }

  @Produces
  @Singleton
  Reviewing reviewing(
      Library library, Databases databases, EntityManagers entities, Audit audit, Clock clock) {
    return new Reviewing(
        library,
        new DocumentRepository(entities, clock),
        new JobRepository(databases),
        new SuspicionRepository(databases),
        audit);
  }

  @Produces
  @Singleton
  DocumentWork documentWork(Library library, Audit audit) {
    return new DocumentWork(library, audit);
  }

  @Produces
  @Singleton
  BulkWork bulkWork(Library library, Audit audit) {
    return new BulkWork(library, audit);
  }
}
