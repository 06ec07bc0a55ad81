package org.concierge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.concierge.library.Library;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code documents import}: files, and all files in folders. Interrupted, it can be run again: what
 * the tenant has already is recognised by its bytes.
 */
@Command(name = "import", description = "Imports files and whole folders; can be run again.")
final class DocumentsImport implements Callable<Integer> {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
  private List<Path> paths;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Path> files = files();
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      DocumentsOf documents = new DocumentsOf(workplace, tenant);
      Tenant settings = workplace.tenants().get(tenant);
      List<UUID> received = new ArrayList<>();
      List<DocumentLine> refused = new ArrayList<>();
      ProgressBar bar = output.bar(files.size());
      for (Path file : files) {
        try {
          Library.Received result = documents.get(library -> receive(library, settings, file));
          received.add(result.document().id());
          workplace.note(tenant, "document.uploaded", result.document().id(), Map.of());
          bar.clear();
          output.progress((result.duplicate() ? "Known    " : "Received ") + file);
        } catch (Problem problem) {
          refused.add(DocumentLine.refused(file.getFileName().toString(), problem.detail()));
          bar.clear();
          output.progress("Refused  " + file + ": " + problem.detail());
        }
        bar.step(file.toString());
      }
      return Ingesting.await(documents, tenant, received, refused, output);
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new IllegalArgumentException("There is no " + path + ".");
      }
      try (Stream<Path> found = Files.walk(path)) {
        found
            .filter(Files::isRegularFile)
            .filter(file -> isVisible(path, file))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  /** Neither it nor a folder that it lies in, below the one that was named, is hidden. */
  private static boolean isVisible(Path named, Path file) {
    Path below = named.equals(file) ? file.getFileName() : named.relativize(file);
    for (Path part : below) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static Library.Received receive(Library library, Tenant tenant, Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return library.receive(tenant, file.getFileName().toString(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
