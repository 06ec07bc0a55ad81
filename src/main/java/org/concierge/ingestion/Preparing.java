package org.concierge.ingestion;

import java.util.List;
import java.util.function.Consumer;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Piece;
import org.concierge.content.Splitter;
import org.concierge.document.Document;
import org.concierge.document.Progress;
import org.concierge.extraction.Extractor;
import org.concierge.index.EmbeddingIndex;
import org.concierge.screening.Screening;
import org.concierge.tenant.TenantId;

/** Makes a stored file staged pieces: what is left to do needs neither the file nor a parser. */
final class Preparing {
  /** Tokens of a chunk: small enough to be about one thing, large enough to make sense alone. */
  private static final int CHUNK_TOKENS = 200;

  private static final int MAX_CHUNK_TOKENS = 320;

  private final Stores stores;
  private final Extractor extractor;
  private final Screening screening;
  private final Splitter splitter = new Splitter(CHUNK_TOKENS, MAX_CHUNK_TOKENS);

  Preparing(Stores stores, Extractor extractor, Screening screening) {
    this.stores = stores;
    this.screening = screening;
    this.extractor = extractor;
  }

  /**
   * Reads the document's file for the document's own sake.
   *
   * @param told how far it is
   * @return how many pieces; 0 if it is held, and not to be found before somebody has looked at it
   * @throws ExtractionFailed with a reason that a person understands
   * @throws Stopped if it is not wanted any more
   */
  int read(TenantId tenant, Document document, EmbeddingIndex index, Consumer<Progress> told)
      throws ExtractionFailed {
    Extracted extracted =
        extracted(tenant, document, (done, total) -> told.accept(Progress.reading(done, total)));
    if (screening.holds(tenant, document.id(), extracted)) {
      return 0;
    }
    List<Piece> pieces = pieces(document, extracted);
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
            pieces(document, extracted(tenant, document, ExtractionProgress.SILENT));
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
    return extractor.extract(
        stores.files().path(tenant, document.id()), document.filename(), progress);
  }

  private List<Piece> pieces(Document document, Extracted extracted) throws ExtractionFailed {
    String title = extracted.title().isBlank() ? document.filename() : extracted.title();
    List<Piece> pieces = splitter.split(title, extracted.blocks());
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
