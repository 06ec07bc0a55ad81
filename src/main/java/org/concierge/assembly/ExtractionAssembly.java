package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.Optional;
import org.concierge.extraction.ExtractionSettings;
import org.concierge.extraction.Extractor;

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
}
