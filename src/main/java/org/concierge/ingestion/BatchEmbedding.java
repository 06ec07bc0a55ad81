package org.concierge.ingestion;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.content.Piece;
import org.concierge.index.StagedChunkRepository;
import org.concierge.llm.Embedder;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Embeds the staged pieces of a document batch by batch: while one batch is stored the model works
 * on the next, and only those few batches are in memory, however long the document is. What is
 * stored stays, whatever happens to the rest.
 */
final class BatchEmbedding implements AutoCloseable {
  /** Batches read from the database at once: a round trip for each would be felt. */
  private static final int READ_AHEAD = 8;

  private final StagedChunkRepository staged;
  private final ExecutorService threads = Executors.newCachedThreadPool(BatchEmbedding::daemon);

  BatchEmbedding(StagedChunkRepository staged) {
    this.staged = staged;
  }

  /** Which document's pieces, on their way into which index. */
  record Target(TenantId tenant, UUID document, UUID index) {}

  /**
   * Returns when each piece has its embedding.
   *
   * @param stored told how many more are stored, on the calling thread
   * @throws Stopped if the pieces are not there any more, or the thread is interrupted
   * @throws org.concierge.problem.Problem what the model or the database has said
   */
  void embed(Target target, Embedder embedder, IntConsumer stored) {
    Semaphore model = new Semaphore(embedder.parallel());
    Deque<Future<Integer>> flying = new ArrayDeque<>();
    int size = embedder.batchSize();
    int last = -1;
    try {
      List<Piece> pieces = next(target, last, size);
      while (!pieces.isEmpty()) {
        for (int from = 0; from < pieces.size(); from += size) {
          List<Piece> batch = pieces.subList(from, Math.min(from + size, pieces.size()));
          // One more than the model takes at once: it never waits for a batch to be stored.
          if (flying.size() > embedder.parallel()) {
            stored.accept(result(flying.removeFirst()));
          }
          flying.addLast(threads.submit(() -> one(target, embedder, model, batch)));
        }
        last = pieces.get(pieces.size() - 1).index();
        pieces = pieces.size() < READ_AHEAD * size ? List.of() : next(target, last, size);
      }
      while (!flying.isEmpty()) {
        stored.accept(result(flying.removeFirst()));
      }
    } finally {
      flying.forEach(batch -> batch.cancel(true));
    }
  }

  private List<Piece> next(Target target, int last, int size) {
    return staged.unembedded(
        target.tenant(), target.document(), target.index(), last, READ_AHEAD * size);
  }

  private int one(Target target, Embedder embedder, Semaphore model, List<Piece> batch)
      throws InterruptedException {
    List<float[]> embeddings;
    model.acquire();
    try {
      List<String> texts = batch.stream().map(Piece::embeddingText).toList();
      embeddings = TenantScope.get(target.tenant(), () -> embedder.unhurriedPassages(texts));
    } finally {
      model.release();
    }
    boolean there =
        ReaderScope.get(
            Reader.ofEverything(),
            () ->
                TenantScope.get(
                    target.tenant(),
                    () ->
                        staged.embed(
                            target.tenant(),
                            target.document(),
                            target.index(),
                            batch,
                            embeddings)));
    if (!there) {
      throw new Stopped();
    }
    return batch.size();
  }

  private static int result(Future<Integer> batch) {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "concierge-embed");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
