package org.concierge.moving;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.custody.DatabaseReport;
import org.concierge.custody.Provisioning;
import org.concierge.custody.TenantFile;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Moves a tenant's documents and conversations to another tier or server while it works. Its
 * settings name one place at any time, and that one is whole: whatever ends a move, the tenant
 * answers, and the same call goes on where it ended.
 */
public final class Moving {
  /** Whoever writes longer than this is waited for outside of the pause. */
  private static final int LOCK_MILLIS = 3_000;

  /** The longest pause: well below what those who wait have patience for. */
  private static final Duration PAUSE = Duration.ofSeconds(8);

  /**
   * From the mark LEAVING to the new settings: later, those who ask in the former place take its
   * mover for dead.
   */
  private static final Duration LEASE = Duration.ofSeconds(5);

  private static final int TRIES = 5;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final Tenants tenants;
  private final Databases databases;
  private final Provisioning provisioning;
  private final Clearing clearing;

  public Moving(
      Installation installation, Tenants tenants, Databases databases, Provisioning provisioning) {
    this.tenants = tenants;
    this.databases = databases;
    this.provisioning = provisioning;
    clearing = new Clearing(installation);
  }

  /**
   * @param progress gets a line now and then
   * @throws Problem NOT_FOUND; CONFLICT if the tenant is there already, or is being moved;
   *     UNAVAILABLE: then it is where it was
   */
  public Moved move(TenantId id, Destination wanted, Consumer<String> progress) {
    tenants.get(id);
    return ReaderScope.get(
        Reader.ofEverything(),
        () ->
            TenantScope.get(
                id,
                () -> {
                  try (MoveLockRepository lock =
                      MoveLockRepository.take(databases.placements().chatdb(), id)) {
                    return new Move(id, wanted, progress).run();
                  }
                }));
  }

  /** One call. */
  private final class Move {
    private final TenantId id;
    private final Destination wanted;
    private final Consumer<String> progress;
    private final TenantFile file;
    private final MoveNote note;

    Move(TenantId id, Destination wanted, Consumer<String> progress) {
      this.id = id;
      this.wanted = wanted;
      this.progress = progress;
      file = new TenantFile(tenants.folder(), id);
      note = new MoveNote(tenants.folder(), id);
    }

    Moved run() {
      Place here = place(Place.settings(file.read()));
      Optional<MoveNote.Both> earlier = note.read();
      if (earlier.isPresent()) {
        Optional<Moved> enough = settle(here, earlier.get());
        if (enough.isPresent()) {
          return enough.get();
        }
      }
      if (here.fits(wanted)) {
        throw already(here);
      }
      Place there = place(destination());
      if (there.isSame(here)) {
        throw already(here);
      }
      databases.placements().prepare(here.placement());
      // Before the note: a place that cannot be reached could not be cleared either.
      databases.placements().prepare(there.placement());
      note.write(here, there);
      Moved moved = carry(here, there);
      tenants.refresh(id);
      confirm(there);
      progress.accept("Removing the former copy from " + here.words());
      List<String> left = clearing.clear(here);
      note.remove();
      return new Moved(
          moved.tenantId(),
          moved.outcome(),
          moved.from(),
          moved.to(),
          moved.pausedMillis(),
          moved.copied(),
          moved.tables(),
          left);
    }

    private Problem already(Place here) {
      return new Problem(
          ProblemType.CONFLICT, "Tenant " + id + " is there already: " + here.words() + ".");
    }

    /** Ends what an earlier call has begun; with a result, if that was all that is wanted. */
    private Optional<Moved> settle(Place here, MoveNote.Both earlier) {
      Place from = place(earlier.from());
      Place to = place(earlier.to());
      if (to.isSame(here)) {
        progress.accept("An earlier move lacks its end: removing the copy from " + from.words());
        confirm(here);
        List<String> left = clearing.clear(from);
        note.remove();
        return here.fits(wanted)
            ? Optional.of(ended("completed", from, to, left))
            : Optional.empty();
      }
      if (to.fits(wanted)) {
        progress.accept("An earlier move goes on");
        return Optional.empty();
      }
      progress.accept("An earlier move is taken back: removing the copy from " + to.words());
      List<String> left = clearing.clear(to);
      note.remove();
      return here.fits(wanted)
          ? Optional.of(ended("taken back", to, here, left))
          : Optional.empty();
    }

    private Moved ended(String outcome, Place from, Place to, List<String> left) {
      return new Moved(id.value(), outcome, from.words(), to.words(), 0, 0, List.of(), left);
    }

    private Place place(Map<String, String> settings) {
      return new Place(
          id, settings, databases.placements().of(tenants.parse(id, file.changed(settings))));
    }

    private Map<String, String> destination() {
      Map<String, String> settings = new LinkedHashMap<>();
      Place.KEYS.forEach(key -> settings.put(key, null));
      settings.put(Place.KEYS.get(0), wanted.tier().name().toLowerCase(Locale.ROOT));
      settings.putAll(wanted.database());
      if (wanted.tier() == Isolation.DATABASE && wanted.database().isEmpty()) {
        settings.putAll(provisioning.ownDatabase(id));
      }
      return settings;
    }

    private Moved carry(Place here, Place there) {
      try (PlaceRepository source = PlaceRepository.open(here.placement(), id);
          PlaceRepository target = PlaceRepository.open(there.placement(), id)) {
        Copying copying =
            new Copying(
                new PlacedRowsRepository(source), new PlacedRowsRepository(target), progress);
        target.arrive();
        for (int i = 0; i < TRIES; i++) {
          copying.catchUp();
          PlaceRepository.analyze(there.placement());
          long begin = System.nanoTime();
          if (switched(source, copying, there)) {
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            return new Moved(
                id.value(),
                "moved",
                here.words(),
                there.words(),
                millis,
                copying.copied(),
                copying.sums(),
                List.of());
          }
          progress.accept("Too much is being written; tried again in a moment");
          rest();
        }
      }
      throw Problem.unavailable(
          "Tenant " + id + " writes too much to be moved now; it is where it was.", null);
    }

    /** The pause: what differs is sent, all is compared, the settings are changed. */
    private boolean switched(PlaceRepository source, Copying copying, Place there) {
      long end = System.nanoTime() + PAUSE.toNanos();
      if (!source.pause(LOCK_MILLIS)) {
        return false;
      }
      try {
        if (!copying.complete(end)) {
          return false;
        }
        change(source, there);
        return true;
      } finally {
        source.resume();
      }
    }

    private void change(PlaceRepository source, Place there) {
      boolean done = false;
      source.depart("LEAVING");
      long lease = System.nanoTime() + LEASE.toNanos();
      try {
        String text = file.changed(there.settings());
        tenants.parse(id, text);
        if (System.nanoTime() - lease > 0) {
          throw Problem.unavailable("This machine was too slow; the tenant is where it was.", null);
        }
        file.write(text);
        done = true;
      } finally {
        if (!done) {
          source.arrive();
        }
      }
      source.depart("GONE");
    }

    /** Through the door that everybody uses. */
    private void confirm(Place there) {
      DatabaseReport report = DatabaseReport.of(id, databases);
      if (!report.schema().equals(there.placement().schema())
          || !report.database().equals(there.placement().login().database())) {
        throw new IllegalStateException(
            "Tenant " + id + " is not where its settings say; its former copy is kept.");
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The move was interrupted.", e);
    }
  }
}
