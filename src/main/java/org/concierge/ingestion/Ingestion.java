package org.concierge.ingestion;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.content.ExtractionFailed;
import org.concierge.document.Document;
import org.concierge.document.Progress;
import org.concierge.index.ChunkRepository.Published;
import org.concierge.index.EmbeddingIndex;
import org.concierge.index.EmbeddingIndex.State;
import org.concierge.index.StagedChunkRepository.Staged;
import org.concierge.ingestion.BatchEmbedding.Target;
import org.concierge.llm.Embedders;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Makes a stored file something that can be asked: read, embed, publish. No transaction is open
 * while it reads or embeds, and what is done stays done: a worker that dies leaves its pieces and
 * their embeddings to the next one.
 */
public final class Ingestion implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Ingestion.class.getName());

  /** A file that has stopped its worker this often will do so again. */
  private static final int MAX_ATTEMPTS = 5;

  /** Where the other side says when to come back it is asked for half an hour. */
  private static final int MAX_POSTPONED = 20;

  /** Pieces of a document that nobody minds to embed twice. */
  private static final int SHORT = 200;

  /** No upload takes this long: whoever began it is gone. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Tenants tenants;
  private final Stores stores;
  private final Preparing preparing;
  private final Embedders embedders;
  private final BatchEmbedding batches;

  /** How files are checked, read and embedded; without state, the same for all tenants. */
  public record Reading(VirusCheck viruses, FileReading files, Embedders embedders) {}

  Ingestion(Tenants tenants, Stores stores, Preparing preparing, Embedders embedders) {
    this.tenants = tenants;
    this.stores = stores;
    this.preparing = preparing;
    this.embedders = embedders;
    batches = new BatchEmbedding(stores.staged());
  }

  /** A document's part of a job, as it was when the job began. */
  private record Work(RunningJob running, Tenant tenant, Document document, Runnable gotOn) {
    TenantId id() {
      return tenant.id();
    }

    UUID documentId() {
      return document.id();
    }
  }

  /**
   * Does a job, on the calling thread, inside its tenant's scope.
   *
   * @param gotOn told when it has done something that need not be done again
   * @return empty when nothing remains to be done, else how long to wait before the next try
   * @throws Stopped if the job is not wanted any more
   * @throws Problem UNAVAILABLE while the database is away: the lease runs out, another try follows
   */
  Optional<Duration> run(RunningJob running, Runnable gotOn) {
    Job job = running.job();
    Optional<Document> found = stores.documents().find(job.tenant(), job.documentId());
    if (found.isEmpty()) {
      return missing(job);
    }
    Document document = found.get();
    boolean underWay = document.status().isUnderWay();
    if (underWay && job.attempts() > MAX_ATTEMPTS && document.reason().isEmpty()) {
      // Postponed ones say why; these have ended whatever tried to read them.
      return failed(job, document, "The file could not be read after several tries.");
    }
    Work work = new Work(running, tenants.get(job.tenant()), document, gotOn);
    try {
      List<EmbeddingIndex> live = live(work);
      if (underWay) {
        read(work, live.get(0));
      }
      if (live.size() > 1) {
        index(work, live.get(0), live.get(1));
      }
      return Optional.empty();
    } catch (ExtractionFailed e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Stopped();
      }
      return failed(job, document, e.getMessage());
    } catch (Problem problem) {
      return later(work, problem);
    }
  }

  /** Its row follows the job's by milliseconds; one that does not come was never acknowledged. */
  private Optional<Duration> missing(Job job) {
    if (job.attempts() < MAX_ATTEMPTS) {
      return Optional.of(delay(job));
    }
    stores.files().delete(job.tenant(), job.documentId());
    return Optional.empty();
  }

  private void read(Work work, EmbeddingIndex index) throws ExtractionFailed {
    store(work, Progress.SCANNING);
    Staged staged = stores.staged().of(work.id(), work.documentId(), index.id());
    if (staged.pieces() == 0) {
      int pieces = preparing.read(work.tenant(), work.document(), index, work.running()::report);
      if (pieces == 0) {
        return;
      }
      staged = new Staged(pieces, 0);
      told(work, pieces);
    }
    embed(work, index, staged, true);
    publish(work, index, true);
  }

  /** Brings the document into the index that is building, if it lacks it. */
  private void index(Work work, EmbeddingIndex active, EmbeddingIndex index) {
    if (stores.indexes().lacks(work.id(), index.id(), work.documentId())) {
      Staged staged = stores.staged().of(work.id(), work.documentId(), index.id());
      if (staged.pieces() == 0) {
        preparing.prepare(work.id(), work.document(), active, index);
        staged = stores.staged().of(work.id(), work.documentId(), index.id());
        told(work, staged.pieces());
      }
      embed(work, index, staged, false);
      publish(work, index, false);
      stores.indexes().explain(work.id(), index.id(), "");
    }
    stores.states().switchIfComplete(work.id());
  }

  /** Short documents are done again sooner than it takes to write down that they need not be. */
  private static void told(Work work, int pieces) {
    if (pieces > SHORT) {
      work.gotOn().run();
    }
  }

  /** The active index, and the one that is building if there is one. */
  private List<EmbeddingIndex> live(Work work) {
    List<EmbeddingIndex> live = stores.indexes().live(work.id());
    if (!live.isEmpty()) {
      return live;
    }
    stores.states().follow(work.id(), work.tenant().embedding());
    return stores.indexes().live(work.id());
  }

  private void embed(Work work, EmbeddingIndex index, Staged staged, boolean shown) {
    int[] done = {staged.embedded()};
    boolean[] first = {true};
    batches.embed(
        new Target(work.id(), work.documentId(), index.id()),
        embedders.of(index.asked(work.tenant())),
        more -> {
          done[0] += more;
          if (shown) {
            Progress former = work.running().progress();
            int pages = former == null ? 0 : former.pagesDone();
            work.running().report(Progress.embedding(pages, done[0], staged.pieces()));
          }
          if (first[0]) {
            first[0] = false;
            told(work, staged.pieces());
          }
        });
  }

  private void publish(Work work, EmbeddingIndex index, boolean anew) {
    Published published =
        stores
            .chunks()
            .publish(
                work.id(),
                work.documentId(),
                work.document().lineage().generation(),
                index.id(),
                anew);
    if (published == Published.NOT_WANTED) {
      throw new Stopped();
    }
    if (published == Published.INDEX_RETIRED) {
      throw Problem.unavailable("Another index answers meanwhile.", null);
    }
  }

  private void store(Work work, Progress reached) {
    Job job = work.running().job();
    work.running().begin(work.document().lineage().generation());
    if (!stores
        .documents()
        .progress(
            job.tenant(), job.documentId(), work.document().lineage().generation(), reached)) {
      throw new Stopped();
    }
  }

  /** Stores how far a job is, from whatever thread. */
  void progress(RunningJob running, Progress reached) {
    Job job = running.job();
    stores.documents().progress(job.tenant(), job.documentId(), running.generation(), reached);
  }

  private Optional<Duration> later(Work work, Problem problem) {
    Job job = work.running().job();
    LOG.log(Level.WARNING, "document {0}: {1}", job.documentId(), problem.detail());
    int most = problem.retryAfter().isPresent() ? MAX_POSTPONED : MAX_ATTEMPTS;
    Optional<Document> now = stores.documents().find(job.tenant(), job.documentId());
    boolean underWay = now.isPresent() && now.get().status().isUnderWay();
    if (underWay && job.attempts() >= most) {
      return failed(job, work.document(), problem.detail());
    }
    if (underWay) {
      stores
          .documents()
          .change(
              job.tenant(),
              job.documentId(),
              work.document().lineage().generation(),
              document ->
                  document.process(
                      document.progress().waiting(), problem.detail(), stores.documents().now()));
    } else {
      stores
          .indexes()
          .in(job.tenant(), State.BUILDING)
          .ifPresent(index -> stores.indexes().explain(job.tenant(), index.id(), problem.detail()));
    }
    Duration asked = problem.retryAfter().orElse(Duration.ZERO);
    return Optional.of(asked.compareTo(delay(job)) > 0 ? asked : delay(job));
  }

  private Optional<Duration> failed(Job job, Document document, String reason) {
    stores
        .documents()
        .change(
            job.tenant(),
            job.documentId(),
            document.lineage().generation(),
            stored -> stored.fail(reason, stores.documents().now()));
    return Optional.empty();
  }

  /** Twice as long each time, a minute at most. */
  static Duration delay(Job job) {
    return Duration.ofSeconds(1L << Math.min(job.attempts(), 6));
  }

  /** Removes the bytes of uploads whose server ended before it had them all. */
  void sweep() {
    stores.files().sweep(stores.documents().now().minus(ABANDONED));
  }

  @Override
  public void close() {
    batches.close();
  }
}
