package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
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
import org.concierge.ingestion.Ingestion;
import org.concierge.ingestion.VirusCheck;
import org.concierge.llm.Embedders;

/** The reading of files: in processes that run the application's own classes. */
@ApplicationScoped
public class ExtractionAssembly {
  @Produces
  @Singleton
  Extractor extractor(ServletContext application) {
    // Only the server knows where it has unpacked the application to.
    Optional<Path> webInf = Optional.ofNullable(application.getRealPath("/WEB-INF")).map(Path::of);
    return new Extractor(ExtractionSettings.fromEnvironment(), webInf);
  }

  void close(@Disposes Extractor extractor) {
    extractor.close();
  }

  @Produces
  @Singleton
  Ingestion.Reading reading(
      Extractor extractor, Embedders embedders, DocumentFiles files, Audit audit) {
    return Ingestion.Reading.standard(
        VirusCheck.fromEnvironment(files, audit), extractor, embedders);
  }
}
