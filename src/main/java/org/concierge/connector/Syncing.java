package org.concierge.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.catalogue.DocumentChange;
import org.concierge.connector.SeenFileRepository.Seen;
import org.concierge.document.DocumentFiles;
import org.concierge.library.Library;
import org.concierge.library.Library.Received;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.remote.RemoteFile;
import org.concierge.remote.RemotePlace;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * Brings a tenant's documents into step with a place: what is new or changed there is fetched, what
 * has gone there goes here. Each file is written down when it is done, so that whoever goes on
 * after a failure fetches only what is missing.
 */
public final class Syncing {
  private static final Logger LOG = System.getLogger(Syncing.class.getName());

  private final Library library;
  private final SeenFileRepository seen;
  private final DocumentFiles files;

  public Syncing(Library library, SeenFileRepository seen, DocumentFiles files) {
    this.library = library;
    this.seen = seen;
    this.files = files;
  }

  /**
   * Inside the tenant's scope, with the eyes of somebody who reads everything.
   *
   * @param told how far it is, after each file
   * @throws Problem if the place cannot be listed, or is away: then nothing is taken for gone
   */
  SyncCount sync(Tenant tenant, Connector connector, RemotePlace place, Consumer<SyncCount> told) {
    Map<String, Seen> known = seen.of(tenant.id(), connector.id());
    List<RemoteFile> there = place.list();
    SyncCount count = SyncCount.NONE.withFound(there.size());
    Set<String> paths = new HashSet<>();
    for (RemoteFile file : there) {
      paths.add(file.path());
      Seen former = known.get(file.path());
      if (former == null || !former.version().equals(file.version())) {
        count = take(new Step(tenant, connector, place), file, former, count);
        told.accept(count);
      }
    }
    for (Seen former : known.values()) {
      if (!paths.contains(former.path())) {
        seen.remove(tenant.id(), connector.id(), former.path());
        forget(tenant.id(), former);
        count = count.oneRemoved();
        told.accept(count);
      }
    }
    return count;
  }

  private record Step(Tenant tenant, Connector connector, RemotePlace place) {
    TenantId id() {
      return tenant.id();
    }
  }

  private SyncCount take(Step step, RemoteFile file, Seen former, SyncCount count) {
    Received received;
    try {
      received = fetched(step, file);
    } catch (Problem problem) {
      if (problem.type().status() >= 500 || problem.type() == ProblemType.TOO_MANY_REQUESTS) {
        // It passes: what is done is written down, and the rest is taken the next time.
        throw problem;
      }
      LOG.log(Level.INFO, "connector {0}: a file is refused", step.connector().id());
      remember(step, file, former, new Seen(file.path(), file.version(), null, false));
      return count.oneRefused();
    }
    UUID document = received.document().id();
    // Two files of the same bytes are one document, which goes with the last of them; one that
    // somebody has uploaded stays.
    boolean own = !received.duplicate() || seen.isOwn(step.id(), document);
    remember(step, file, former, new Seen(file.path(), file.version(), document, own));
    return former == null ? count.oneAdded() : count.oneChanged();
  }

  private void remember(Step step, RemoteFile file, Seen former, Seen now) {
    seen.put(step.id(), step.connector().id(), now);
    boolean replaced =
        former != null
            && former.documentId() != null
            && !former.documentId().equals(now.documentId());
    if (replaced) {
      forget(step.id(), former);
    }
  }

  private Received fetched(Step step, RemoteFile file) {
    Path draft = files.draft(step.id());
    try {
      try (OutputStream out = Files.newOutputStream(draft)) {
        step.place().read(file, out, step.tenant().maxUploadBytes());
      }
      try (InputStream in = Files.newInputStream(draft)) {
        return library.receive(
            step.tenant(), file.name(), in, DocumentChange.ofReaders(step.connector().readers()));
      }
    } catch (IOException e) {
      throw Problem.unavailable("The file store is not available; try again in a moment.", e);
    } finally {
      delete(draft);
    }
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document of a file that is no more, unless it is another's too. */
  private void forget(TenantId tenant, Seen former) {
    if (former.documentId() == null || !former.own() || seen.isUsed(tenant, former.documentId())) {
      return;
    }
    try {
      library.delete(tenant, former.documentId());
    } catch (Problem problem) {
      // Somebody has deleted it already, which is what was wanted.
      if (problem.type().status() != 404) {
        throw problem;
      }
    }
  }
}
