package org.concierge.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.concierge.document.Document;
import org.concierge.document.DocumentStatus;
import org.concierge.tenant.TenantId;

/** Waits until documents can be asked, and tells of each when it can. */
final class Ingesting {
  private static final Set<DocumentStatus> UNDER_WAY =
      Set.of(DocumentStatus.RECEIVED, DocumentStatus.PROCESSING);

  private Ingesting() {}

  /**
   * @param refused what is none of the documents and is told with them
   * @return 0 if every document became READY and nothing was refused, else 1
   */
  static int await(
      DocumentsOf documents,
      TenantId tenant,
      List<UUID> ids,
      List<DocumentLine> refused,
      Output output)
      throws InterruptedException {
    Set<UUID> waiting = new LinkedHashSet<>(ids);
    int total = waiting.size() + refused.size();
    List<DocumentLine> done = new ArrayList<>(refused);
    ProgressBar bar = output.bar(total);
    while (!waiting.isEmpty()) {
      for (UUID id : List.copyOf(waiting)) {
        Document document = documents.get(library -> library.get(tenant, id));
        if (!UNDER_WAY.contains(document.status())) {
          waiting.remove(id);
          done.add(DocumentLine.of(document));
          bar.clear();
          output.progress(
              "[%d/%d] %-9s %s %s"
                  .formatted(
                      done.size(),
                      total,
                      document.status(),
                      document.filename(),
                      document.reason()));
          bar.step(document.filename());
        }
      }
      if (!waiting.isEmpty()) {
        pause();
      }
    }
    long ready = done.stream().filter(line -> line.status().equals("READY")).count();
    output.print(done, out -> out.printf("%d of %d can be asked.%n", ready, total));
    return ready == total ? 0 : 1;
  }

  /** Until the next look. */
  static void pause() throws InterruptedException {
    Thread.sleep(200);
  }
}
