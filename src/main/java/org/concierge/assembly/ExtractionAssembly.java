package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.Optional;
import org.concierge.audit.Audit;
import org.concierge.document.DocumentFiles;
import org.concierge.extraction.ExtractionSettings;
import org.concierge.extraction.Extractor;
import org.concierge.ingestion.FileReading;
import org.concierge.ingestion.Ingestion;
import org.concierge.ingestion.VirusCheck;
import org.concierge.llm.Embedders;
import org.concierge.tenant.Tenants;

/** The reading of files: in processes that run the application's own classes. */
@ApplicationScoped
public class ExtractionAssembly {
  private volatile Path webInf;

  /** Where the server has unpacked the application to, which nobody else knows. */
  void locate(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (event instanceof ServletContext application && application.getRealPath("/") != null) {
      webInf = Path.of(application.getRealPath("/"), "WEB-INF");
    }
  }

  @Produces
  @Singleton
  Extractor extractor() {
    return new Extractor(ExtractionSettings.fromEnvironment(), () -> Optional.ofNullable(webInf));
  }

  void close(@Disposes Extractor extractor) {
    extractor.close();
  }

  @Produces
  @Singleton
  Ingestion.Reading reading(
      Tenants tenants, Extractor extractor, Embedders embedders, DocumentFiles files, Audit audit) {
    return new Ingestion.Reading(
        VirusCheck.fromEnvironment(files, audit), new FileReading(tenants, extractor), embedders);
  }
}
