package org.concierge.ingestion;

import java.util.List;
import java.util.function.Consumer;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Piece;
import org.concierge.document.Document;
import org.concierge.document.Progress;
import org.concierge.index.EmbeddingIndex;
import org.concierge.screening.Screening;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/** Makes a stored file staged pieces: what is left to do needs neither the file nor a parser. */
final class Preparing {
  private final Stores stores;
  private final Ingestion.Reading reading;
  private final Screening screening;

  Preparing(Stores stores, Ingestion.Reading reading, Screening screening) {
    this.stores = stores;
    this.screening = screening;
    this.reading = reading;
  }

  /**
   * Reads the document's file for the document's own sake.
   *
   * @param told how far it is
   * @return how many pieces; 0 if it is held, and not to be found before somebody has looked at it
   * @throws ExtractionFailed with a reason that a person understands
   * @throws Stopped if it is not wanted any more
   */
  int read(Tenant settings, Document document, EmbeddingIndex index, Consumer<Progress> told)
      throws ExtractionFailed {
    TenantId tenant = settings.id();
    reading.viruses().check(settings, document.id());
    told.accept(Progress.reading(0, 0));
    Extracted extracted =
        extracted(tenant, document, (done, total) -> told.accept(Progress.reading(done, total)));
    if (screening.holds(tenant, document.id(), document.lineage().generation(), extracted)) {
      return 0;
    }
    List<Piece> pieces = pieces(tenant, document, extracted);
    // First what it is, then its pieces: with pieces there, nobody reads the file again.
    boolean wanted =
        stores
            .documents()
            .change(
                tenant,
                document.id(),
                document.lineage().generation(),
                stored -> stored.describe(extracted));
    if (!wanted || !stage(tenant, document, index, pieces)) {
      throw new Stopped();
    }
    told.accept(Progress.embedding(extracted.pages(), 0, pieces.size()));
    return pieces.size();
  }

  /**
   * Stages the pieces of a document that answers from one index for another: from its file if that
   * index wants them so, else its texts as they are.
   *
   * @throws Stopped if it is not wanted any more
   */
  void prepare(TenantId tenant, Document document, EmbeddingIndex from, EmbeddingIndex to) {
    if (to.fromFiles()) {
      try {
        List<Piece> pieces =
            pieces(tenant, document, extracted(tenant, document, ExtractionProgress.SILENT));
        if (!stage(tenant, document, to, pieces)) {
          throw new Stopped();
        }
        return;
      } catch (ExtractionFailed e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new Stopped();
        }
        // It could be read once: what was found then answers on.
      }
    }
    if (!stores
        .staged()
        .copy(tenant, document.id(), document.lineage().generation(), from.id(), to.id())) {
      throw new Stopped();
    }
  }

  private Extracted extracted(TenantId tenant, Document document, ExtractionProgress progress)
      throws ExtractionFailed {
    return reading
        .files()
        .read(tenant, stores.files().path(tenant, document.id()), document.filename(), progress);
  }

  private List<Piece> pieces(TenantId tenant, Document document, Extracted extracted)
      throws ExtractionFailed {
    List<Piece> pieces = reading.files().split(tenant, extracted, document.filename());
    if (pieces.isEmpty()) {
      throw ExtractionFailed.noText(true);
    }
    return pieces;
  }

  private boolean stage(
      TenantId tenant, Document document, EmbeddingIndex index, List<Piece> pieces) {
    return stores
        .staged()
        .stage(tenant, document.id(), document.lineage().generation(), index.id(), pieces);
  }
}
