package org.concierge.library;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.catalogue.DocumentChange;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * The same done to many documents, one after the other: what fails for one is done to the others
 * all the same. Each is audited as if it had been done alone. Thread safe.
 */
public final class BulkWork {
  /** Written down together; after a crash as many at most were done without a trace. */
  private static final int BATCH = 50;

  private static final int MAX_FAILURES = 1_000;

  private final Library library;
  private final Audit audit;

  public BulkWork(Library library, Audit audit) {
    this.library = library;
    this.audit = audit;
  }

  /** What can be done to many. */
  public enum Action {
    DELETE("document.deleted"),
    REINDEX("document.reindexed"),
    TAG("document.changed"),
    UNTAG("document.changed"),
    MOVE("document.changed"),
    READERS("document.changed");

    private final String audited;

    Action(String audited) {
      this.audited = audited;
    }
  }

  /**
   * What is to be done.
   *
   * @param tags for TAG and UNTAG
   * @param collection for MOVE: id or path, "" for none
   * @param readers for READERS
   */
  public record Task(Action action, List<String> tags, String collection, List<String> readers) {
    /**
     * @throws Problem BAD_REQUEST if something is missing
     */
    public void check() {
      if ((action == Action.TAG || action == Action.UNTAG) && (tags == null || tags.isEmpty())) {
        throw Problem.badRequest("\"tags\" is missing.");
      }
      if (action == Action.MOVE && collection == null) {
        throw Problem.badRequest("\"collection\" is missing; \"\" is none.");
      }
      if (action == Action.READERS && readers == null) {
        throw Problem.badRequest("\"readers\" is missing.");
      }
    }
  }

  /** A document to which it was not done. */
  public record Failure(UUID id, String reason) {}

  /**
   * What became of it.
   *
   * @param failures the first thousand
   */
  public record Outcome(int matched, int done, int failed, List<Failure> failures) {}

  /**
   * @param ids in this order, each once
   * @throws Problem BAD_REQUEST before anything is done
   */
  public Outcome run(Caller by, Task task, List<UUID> ids) {
    task.check();
    TenantId tenant = by.tenant();
    if (task.action() == Action.MOVE && !task.collection().isBlank()) {
      library.collecting().named(tenant, task.collection());
    }
    Set<UUID> all = new LinkedHashSet<>(ids);
    List<Failure> failures = new ArrayList<>();
    List<String> done = new ArrayList<>();
    int count = 0;
    for (UUID id : all) {
      try {
        work(tenant, task).accept(id);
        done.add(id.toString());
        count++;
      } catch (Problem problem) {
        failures.add(new Failure(id, problem.detail()));
      }
      if (done.size() == BATCH) {
        record(by, task, done);
      }
    }
    record(by, task, done);
    int failed = failures.size();
    return new Outcome(
        all.size(), count, failed, failures.subList(0, Math.min(MAX_FAILURES, failed)));
  }

  private void record(Caller by, Task task, List<String> done) {
    if (!done.isEmpty()) {
      Map<String, String> details =
          task.action() == Action.READERS
              ? Map.of("readers", String.join(" ", task.readers()))
              : Map.of();
      audit.record(by, task.action().audited, List.copyOf(done), details);
      done.clear();
    }
  }

  private Consumer<UUID> work(TenantId tenant, Task task) {
    return switch (task.action()) {
      case DELETE -> id -> library.delete(tenant, id);
      case REINDEX -> id -> library.reindex(tenant, id);
      case TAG -> id -> library.retag(tenant, id, task.tags(), List.of());
      case UNTAG -> id -> library.retag(tenant, id, List.of(), task.tags());
      case MOVE ->
          id -> library.describe(tenant, id, DocumentChange.ofCollection(task.collection()));
      case READERS -> id -> library.describe(tenant, id, DocumentChange.ofReaders(task.readers()));
    };
  }
}
