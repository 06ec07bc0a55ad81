package org.concierge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.Document;
import org.concierge.document.DocumentStatus;
import org.concierge.library.Library;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** Puts a folder of documents into a tenant's library and waits until each can be asked. */
final class DemoLibrary {
  /** What visitors of the companies' web sites may be told too. */
  private static final Set<String> PUBLIC =
      Set.of(
          "product-returns-and-warranty.docx",
          "office-access-and-visitors.txt",
          "cold-chain-tariff-2026.pdf",
          "depot-access-and-gate-rules.txt");

  private final Workplace workplace;

  DemoLibrary(Workplace workplace) {
    this.workplace = workplace;
  }

  /** Documents that the tenant has already are left as they are. */
  void fill(TenantId tenant, Path folder) throws IOException, InterruptedException {
    Library library = workplace.library();
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.sorted().toList();
    }
    Map<UUID, String> waiting = new LinkedHashMap<>();
    for (Path file : files) {
      Document document = within(tenant, () -> receive(library, tenant, file)).document();
      waiting.put(document.id(), document.filename());
    }
    while (!waiting.isEmpty()) {
      waiting
          .entrySet()
          .removeIf(entry -> isDone(within(tenant, () -> library.get(tenant, entry.getKey()))));
      Ingesting.pause();
    }
  }

  private static <T> T within(TenantId tenant, Supplier<T> work) {
    return ReaderScope.get(Reader.ofEverything(), () -> TenantScope.get(tenant, work));
  }

  private Library.Received receive(Library library, TenantId tenant, Path file) {
    String name = file.getFileName().toString();
    DocumentChange readers =
        PUBLIC.contains(name)
            ? DocumentChange.ofReaders(List.of(Reader.TENANT, Reader.PUBLIC))
            : DocumentChange.NONE;
    try (InputStream content = Files.newInputStream(file)) {
      return library.receive(workplace.tenants().get(tenant), name, content, readers);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isDone(Document document) {
    boolean done =
        document.status() == DocumentStatus.READY || document.status() == DocumentStatus.FAILED;
    if (done) {
      System.out.printf(
          "  %-6s %s (%d chunks)%s%n",
          document.status(), document.filename(), document.chunks(), document.reason());
    }
    return done;
  }
}
