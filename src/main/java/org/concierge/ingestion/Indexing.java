package org.concierge.ingestion;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.index.EmbeddingIndex;
import org.concierge.index.EmbeddingIndex.State;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * A tenant's indexes as a whole: which one answers, which one is built, and that each document gets
 * its job. The tenant's settings name the model; what is built follows them. Thread safe; works
 * inside the tenant's scope.
 */
public final class Indexing {
  /** How long the way back to a former index stays open; it takes as much room as the new one. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final Stores stores;
  private final JobRepository jobs;

  public Indexing(Stores stores, JobRepository jobs) {
    this.stores = stores;
    this.jobs = jobs;
  }

  /** All indexes, newest first, with their documents counted. */
  public List<EmbeddingIndex> all(TenantId tenant) {
    return seeing(() -> stores.indexes().all(tenant));
  }

  /**
   * Reads all documents again, into an index of their own; the present one answers until that is
   * complete.
   *
   * @throws Problem CONFLICT if nothing was ever stored
   */
  public void rebuild(Tenant tenant) {
    if (stores.indexes().in(tenant.id(), State.ACTIVE).isEmpty()) {
      throw new Problem(ProblemType.CONFLICT, "There are no documents to be read again.");
    }
    stores.states().rebuild(tenant.id(), tenant.embedding());
    seeing(() -> enqueue(tenant.id()));
  }

  /** Begins the index that the settings ask for, if it is another than the present one. */
  public void follow(Tenant tenant) {
    stores.states().follow(tenant.id(), tenant.embedding());
    seeing(() -> enqueue(tenant.id()));
  }

  /**
   * Lets the former index answer again, as soon as it holds what came after it.
   *
   * @throws Problem CONFLICT if there is none of the model that the settings name
   */
  public void goBack(Tenant tenant) {
    if (!stores.states().goBack(tenant.id(), tenant.embedding())) {
      throw new Problem(
          ProblemType.CONFLICT,
          "There is no former index of the model that the settings name. To go back to another"
              + " model, set EMBEDDING_MODEL to it.");
    }
    seeing(() -> enqueue(tenant.id()));
  }

  /**
   * Brings everything in line with the settings; safe to repeat.
   *
   * @return whether an index is being built
   */
  boolean tend(Tenant tenant) {
    if (stores.indexes().answering(tenant.id()).isPresent()) {
      stores.states().follow(tenant.id(), tenant.embedding());
    }
    jobs.restore(
        tenant.id(),
        stores.documents().underWay(tenant.id()).stream()
            // What is still being fetched is somebody else's work.
            .filter(id -> Files.exists(stores.files().path(tenant.id(), id)))
            .toList());
    stores.indexes().sweep(tenant.id(), KEPT);
    stores.staged().sweep(tenant.id());
    return enqueue(tenant.id());
  }

  /** An index holds documents for all readers, whoever asks for it. */
  private static <T> T seeing(Supplier<T> work) {
    return ReaderScope.get(Reader.ofEverything(), work);
  }

  private boolean enqueue(TenantId tenant) {
    Optional<EmbeddingIndex> building = stores.indexes().in(tenant, State.BUILDING);
    if (building.isEmpty()) {
      return false;
    }
    List<UUID> lacking = stores.indexes().lacking(tenant, building.get().id());
    jobs.index(tenant, lacking);
    return !lacking.isEmpty() || !stores.states().switchIfComplete(tenant);
  }
}
